using System.Globalization;
using System.Runtime.InteropServices;
using GpuSigmoid.Cli.Accuracy;

namespace GpuSigmoid.Cli.Verification;

/// <summary>The worst errors of gradients from the cached tail, and those that break the bound.</summary>
internal sealed class GradientJudge(ElementType type)
{
    /// <summary>c and the product are rounded once each; in float64 by 0.51 and 0.502 units.</summary>
    private readonly double _bound = type == ElementType.Float64 ? 1.012 : 1;

    private GradientError _worst;
    private double _worstUlpAt;
    private double _worstRelativeAt;

    /// <summary>The first gradients that break the bound.</summary>
    public List<WrongResult> Wrong { get; private set; } = [];

    public IReadOnlyList<string> Remarks =>
    [
        $"Checked: each gradient is within {Show(_bound)} of 2^(1-p) of the true derivative, relatively, p being the significand's bits;",
        "below the smallest normal number within that much of the smallest normal number.",
        $"The worst relative error is {Show(_worst.Relative)} of 2^(1-p), at x = {Show(_worstRelativeAt)}; in ULP of the derivative's own " +
            $"binade the worst is {Show(_worst.Ulp)}, at x = {Show(_worstUlpAt)}.",
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
        (GradientJudge ulp, GradientJudge relative) =
            (_worst.Ulp >= other._worst.Ulp ? this : other, _worst.Relative >= other._worst.Relative ? this : other);
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

        return error.Relative <= _bound;
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
