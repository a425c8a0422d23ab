using System.Numerics;

namespace GpuSigmoid.Reference;

/// <summary>Sums of numbers of a format, exact and rounded once.</summary>
public static class ExactSum
{
    /// <summary>left + right, rounded to nearest, ties to even; NaN is the canonical one.</summary>
    public static ulong Rounded(ulong left, ulong right, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (format.IsNaN(left) || format.IsNaN(right))
        {
            return format.CanonicalNaN;
        }
        if (format.IsInfinite(left) || format.IsInfinite(right))
        {
            bool opposed = format.IsInfinite(left) && format.IsInfinite(right) && left != right;
            return opposed ? format.CanonicalNaN : format.IsInfinite(left) ? left : right;
        }
        ExactNumber sum = ExactNumber.Of(left, format) + ExactNumber.Of(right, format);
        // An exact zero is negative only where both of its terms are.
        bool negative = sum.IsZero ? format.IsNegative(left) && format.IsNegative(right) : sum.Significand.Sign < 0;
        return Rounding.Round(negative, BigInteger.Abs(sum.Significand), sum.Exponent, sticky: false, format);
    }
}
