namespace GpuSigmoid.Reference;

/// <summary>
/// L / (1 + e^−k(x − x₀)) and its gradient dy · k · y · (1 − y/L), of finite numbers, off by less than 2^-140, relatively. The parameters
/// are float64 whatever the element type is.
/// </summary>
public static class ExactLogistic
{
    private const int QuotientBits = 300;

    public static ExactNumber Forward(ulong x, double maximum, double steepness, double midpoint, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        ExactNumber u = Of(steepness) * (ExactNumber.Of(x, format) - Of(midpoint));
        return Of(maximum) * ExactExponential.OfNegative(ExactNumber.Abs(u)).Sigmoid(u.Significand.Sign < 0);
    }

    public static ExactNumber Backward(ulong y, ulong dy, double maximum, double steepness, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        ExactNumber output = ExactNumber.Of(y, format), limit = Of(maximum);
        ExactNumber product = ExactNumber.Of(dy, format) * Of(steepness) * output * (limit - output);
        return new((product.Significand << QuotientBits) / limit.Significand, product.Exponent - limit.Exponent - QuotientBits);
    }

    private static ExactNumber Of(double value) => ExactNumber.Of(BitConverter.DoubleToUInt64Bits(value), FloatFormat.Float64);
}
