namespace GpuSigmoid.Reference;

/// <summary>
/// S′(x) · dy = S(x) · S(−x) · dy of an input x, whatever a cache between the passes has lost: relative to it good to 2^-95.
/// </summary>
public static class TrueGradient
{
    /// <summary>The gradient; neither x nor dy may be a NaN, nor dy infinite.</summary>
    public static ExactNumber Of(ulong x, ulong outputGradient, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        ExactNumber derivative = ExactSigmoid.Middle(x & ~format.SignBit, format) * ExactSigmoid.Middle(x | format.SignBit, format);
        return derivative * ExactNumber.Of(outputGradient, format);
    }

    /// <summary>|result − S′(x) · dy| relative to that, in 2^(1−p), the unit in the last place of 1.</summary>
    public static double RelativeError(ulong x, ulong outputGradient, ulong result, FloatFormat format)
    {
        ExactNumber exact = Of(x, outputGradient, format);
        ExactNumber error = ExactNumber.Abs(ExactNumber.Of(result, format) - exact);
        return (error with { Exponent = error.Exponent + format.Precision - 1 }).ToFloat64() / ExactNumber.Abs(exact).ToFloat64();
    }

    /// <summary>|result − S′(x) · dy| in <see cref="UnitInTheLastPlace">units in the last place</see> of the exact value.</summary>
    public static double ErrorInUlp(ulong x, ulong outputGradient, ulong result, FloatFormat format) =>
        UnitInTheLastPlace.Distance(Of(x, outputGradient, format), result, format);
}
