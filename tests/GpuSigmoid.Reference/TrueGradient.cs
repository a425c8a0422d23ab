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
        return ErrorIn(exact, result, format, ExactNumber.Abs(exact).ToFloat64());
    }

    /// <summary>The same where the gradient is a normal number; below, relative to the smallest normal number.</summary>
    public static double BoundedError(ulong x, ulong outputGradient, ulong result, FloatFormat format)
    {
        ExactNumber exact = Of(x, outputGradient, format);
        return ErrorIn(exact, result, format, Math.Max(ExactNumber.Abs(exact).ToFloat64(), Math.ScaleB(1, format.MinimumExponent)));
    }

    private static double ErrorIn(ExactNumber exact, ulong result, FloatFormat format, double size)
    {
        ExactNumber error = ExactNumber.Abs(ExactNumber.Of(result, format) - exact);
        return (error with { Exponent = error.Exponent + format.Precision - 1 }).ToFloat64() / size;
    }
}
