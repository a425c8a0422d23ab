using GpuSigmoid.Reference;

namespace GpuSigmoid.Bench.Measuring;

/// <summary>One element of a case, as raw bits; what the case has not is 0.</summary>
internal readonly record struct SampledElement(ulong X, ulong S, ulong OutputGradient, ulong Result);

/// <summary>What a result is worth.</summary>
/// <param name="Ulp">The error in units in the last place of the exact value; null where it is no matter of rounding.</param>
/// <param name="IsRight">Whether it keeps the contender's promise.</param>
internal readonly record struct Verdict(double? Ulp, bool IsRight);

/// <summary>Judges a result.</summary>
internal delegate Verdict Judge(in SampledElement element);

/// <summary>What contenders are held to.</summary>
internal static class Judges
{
    /// <summary>The library's own promise.</summary>
    public static Judge Promise(Operation operation, FloatFormat format)
    {
        Specification specification = Specification.Of(operation, format);
        return (in SampledElement element) =>
        {
            ulong input = Input(operation, element);
            return new Verdict(
                Oracle.ErrorInUlp(operation, format, input, element.OutputGradient, element.Result),
                specification.Accepts(input, element.OutputGradient, element.Result));
        };
    }

    /// <summary>No promise: the error is only told, unless no digit is right, which would be the benchmark's own mistake.</summary>
    public static Judge Peer(Operation operation, FloatFormat format) => (in SampledElement element) =>
    {
        double error = Oracle.ErrorInUlp(operation, format, Input(operation, element), element.OutputGradient, element.Result);
        return new Verdict(error, error < Math.ScaleB(1, format.Precision - 1));
    };

    /// <summary>e^−x / (1 + e^−x)² from x, against float64's own: a formula, no promise, but a good one.</summary>
    public static Judge LongDerivative(FloatFormat format) => (in SampledElement element) =>
    {
        double power = Math.Exp(-format.ToFloat64(element.X));
        double exact = power / ((1 + power) * (1 + power));
        int exponent = Math.Max(Math.ILogB(exact), format.MinimumExponent) - format.Precision + 1;
        double error = Math.ScaleB(Math.Abs(format.ToFloat64(element.Result) - exact), -exponent);
        return new Verdict(error, error <= 1);
    };

    /// <summary>The result is the first input.</summary>
    public static Judge Copy(Operation operation) => (in SampledElement element) =>
        new Verdict(null, element.Result == Input(operation, element));

    /// <summary>The result is the correctly rounded sum of the two inputs.</summary>
    public static Judge Sum(FloatFormat format) => (in SampledElement element) =>
    {
        double sum = format.ToFloat64(element.S) + format.ToFloat64(element.OutputGradient);
        double unit = Math.ScaleB(1, Math.Max(Math.ILogB(sum), format.MinimumExponent) - format.Precision + 1);
        return new Verdict(null, Math.Abs(format.ToFloat64(element.Result) - sum) <= unit);
    };

    /// <summary>The result is the sum of the two inputs' bits as 16-bit integers.</summary>
    public static Judge SumOfBits => (in SampledElement element) =>
        new Verdict(null, element.Result == (ushort)(element.S + element.OutputGradient));

    private static ulong Input(Operation operation, in SampledElement element) =>
        operation == Operation.Forward ? element.X : element.S;
}
