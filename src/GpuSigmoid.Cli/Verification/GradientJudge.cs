using System.Globalization;
using System.Runtime.InteropServices;
using GpuSigmoid.Cli.Accuracy;

namespace GpuSigmoid.Cli.Verification;

/// <summary>The worst errors of gradients from the cached tail, and those that break the bound.</summary>
internal sealed class GradientJudge(ElementType type)
{
    /// <summary>
    /// Half a unit for the middle of half of c's rounding interval, which is at most a quarter of c's own last place off, and half for the
    /// product; in float64 0.52 and 0.502.
    /// </summary>
    private readonly double _bound = type == ElementType.Float64 ? 1.022 : 1;

    private GradientError _worst;
    private double _worstUlpAt;
    private double _worstRelativeAt;

    /// <summary>The first gradients that break the bound.</summary>
    public List<WrongResult> Wrong { get; private set; } = [];

    public IReadOnlyList<string> Remarks =>
    [
        $"Checked: each gradient is within {Show(_bound)} ULP of the true derivative, an ULP being the spacing of numbers in its binade.",
        $"The worst error is {Show(_worst.Ulp)} ULP, at x = {Show(_worstUlpAt)}; relatively the worst is {Show(_worst.Relative)} of 2^(1-p), p " +
            $"being the significand's bits, at x = {Show(_worstRelativeAt)}.",
    ];

    public void Judge<T, TElements>(ReadOnlySpan<T> inputs, ReadOnlySpan<T> gradients)
        where T : unmanaged
        where TElements : struct, IElements<T>
    {
        ElementFormat format = TElements.Format;
        for (int index = 0; index < inputs.Length; index++)
        {
            double x = TElements.Widen(inputs[index]), gradient = TElements.Widen(gradients[index]);
            if (double.IsNaN(x) ? double.IsNaN(gradient) : Keeps(x, TrueDerivative.Measure(x, gradient, format)))
            {
                continue;
            }

            if (Wrong.Count < VerificationResult.MostWrong)
            {
                T wanted = TElements.Round(double.IsNaN(x) ? double.NaN : TrueDerivative.Of(x));
                Wrong.Add(new(Bits(inputs[index]), Bits(gradients[index]), Bits(wanted)));
            }
        }
    }

    /// <summary>This, and what another found in other inputs.</summary>
    public GradientJudge And(GradientJudge other)
    {
        // Of equals the one with the smaller x, so that the report is the same each time.
        bool isUlp = (_worst.Ulp, -_worstUlpAt).CompareTo((other._worst.Ulp, -other._worstUlpAt)) >= 0;
        bool isRelative = (_worst.Relative, -_worstRelativeAt).CompareTo((other._worst.Relative, -other._worstRelativeAt)) >= 0;
        (GradientJudge ulp, GradientJudge relative) = (isUlp ? this : other, isRelative ? this : other);
        return new GradientJudge(type)
        {
            Wrong = [.. Wrong.Concat(other.Wrong).OrderBy(wrong => wrong.Input).Take(VerificationResult.MostWrong)],
            _worst = new(ulp._worst.Ulp, relative._worst.Relative),
            _worstUlpAt = ulp._worstUlpAt,
            _worstRelativeAt = relative._worstRelativeAt,
        };
    }

    // Written so that an error that is no number breaks the bound.
    private bool Keeps(double x, GradientError error)
    {
        if (error.Ulp > _worst.Ulp)
        {
            (_worst, _worstUlpAt) = (_worst with { Ulp = error.Ulp }, x);
        }

        if (error.Relative > _worst.Relative)
        {
            (_worst, _worstRelativeAt) = (_worst with { Relative = error.Relative }, x);
        }

        return error.Ulp <= _bound;
    }

    private static ulong Bits<T>(T value)
        where T : unmanaged
    {
        ulong bits = 0;
        MemoryMarshal.Write(MemoryMarshal.AsBytes(new Span<ulong>(ref bits)), in value);
        return bits;
    }

    private static string Show(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
