using System.Runtime.InteropServices;
using GpuSigmoid.Cli.Accuracy;

namespace GpuSigmoid.Cli.Verification;

/// <summary>Runs the 65,536 float64 inputs of the table, one block, and holds the outputs to the bound that float64 is promised.</summary>
internal static class Float64Verification
{
    public const int Elements = 1 << 16;

    /// <summary>What the forward pass is promised to keep.</summary>
    public const double ForwardBound = 0.51;

    /// <summary>
    /// The same for outputs from the cached tail: half a unit, and what the middle of half a rounding interval is off, a quarter of a unit of the
    /// tail and a hundredth, which is half a unit of the output at most.
    /// </summary>
    public const double OutputFromTailBound = 0.63;

    public static VerificationResult Run(IVerifiedPass pass, double bound)
    {
        ReadOnlySpan<double> pairs = MemoryMarshal.Cast<byte, double>(TruthTables.Float64Pairs());
        double[] inputs = new double[Elements];
        double[] outputs = new double[Elements];
        for (int index = 0; index < inputs.Length; index++)
        {
            inputs[index] = pairs[2 * index];
        }

        pass.Run(MemoryMarshal.AsBytes<double>(inputs), MemoryMarshal.AsBytes(outputs.AsSpan()));

        List<WrongResult> wrong = [];
        int wrongCount = 0;
        int equalCount = 0;
        double worst = 0;
        for (int index = 0; index < inputs.Length; index++)
        {
            double wanted = pairs[(2 * index) + 1];
            bool isEqual = BitConverter.DoubleToInt64Bits(outputs[index]) == BitConverter.DoubleToInt64Bits(wanted);
            double error = PreciseSigmoid.Of(inputs[index]).ErrorInUlp(outputs[index], Float64Elements.Format);
            equalCount += isEqual ? 1 : 0;
            worst = Math.Max(worst, error);
            // Open to neighbours of the table's value only: no error of the measuring arithmetic can let another value through.
            bool isNeighbour = outputs[index] == Math.BitIncrement(wanted) || outputs[index] == Math.BitDecrement(wanted);
            // S(0) = 1/2, S(∞) = 1 and S(−∞) = 0 are exact.
            bool isExact = inputs[index] == 0 || !double.IsFinite(inputs[index]);
            if (!isEqual && !(isNeighbour && !isExact && error <= bound) && ++wrongCount <= VerificationResult.MostWrong)
            {
                wrong.Add(new(Bits(inputs[index]), Bits(outputs[index]), Bits(wanted)));
            }
        }

        string[] remarks =
        [
            FormattableString.Invariant($"Checked: each output is the table's, or next to it and within {bound} ULP of the exact value,") +
                " which double-double arithmetic gives.",
            FormattableString.Invariant($"{equalCount} of {Elements} outputs equal the table's; the worst error is {worst:0.00000} ULP."),
        ];
        return new(1, wrongCount == 0 ? 1 : 0, wrong, remarks);
    }

    private static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(value);
}
