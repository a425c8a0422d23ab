using System.Numerics;

namespace GpuSigmoid.Reference;

/// <summary>dy · (s · (1 − s)): exact in integers, rounded once. The derivative is the same with dy = 1.</summary>
internal static class ExactBackward
{
    public static ulong One(FloatFormat format) => Rounding.Round(negative: false, UInt128.One, 0, sticky: false, format);

    public static ulong Rounded(ulong s, ulong dy, FloatFormat format)
    {
        if (!format.IsFinite(s) || !format.IsFinite(dy))
        {
            return Unbounded(s, dy, format);
        }
        ExactNumber exact = Exact(s, dy, format);
        // The sign of a zero, exact or underflowed, is the product of the factors' signs; 1 − s is +0 at s = 1.
        return Rounding.Round(IsNegative(s, dy, format), BigInteger.Abs(exact.Significand), exact.Exponent, sticky: false, format);
    }

    public static double ErrorInUlp(ulong s, ulong dy, ulong result, FloatFormat format)
    {
        if (format.IsFinite(s) && format.IsFinite(dy))
        {
            return UnitInTheLastPlace.Distance(Exact(s, dy, format), result, format);
        }
        ulong expected = Unbounded(s, dy, format);
        bool same = format.IsNaN(expected) ? format.IsNaN(result) : expected == result;
        return same ? 0 : double.PositiveInfinity;
    }

    private static ExactNumber Exact(ulong s, ulong dy, FloatFormat format) => Exact(ExactNumber.Of(s, format), dy, format);

    /// <summary>The product of an output that need not be a number of the format.</summary>
    internal static ExactNumber Exact(ExactNumber output, ulong dy, FloatFormat format) =>
        ExactNumber.Of(dy, format) * output * (ExactNumber.One - output);

    /// <summary>
    /// At least one argument is infinite or NaN. s · (1 − s) is −∞ for s = ±∞, and 0 · ∞ is NaN.
    /// </summary>
    private static ulong Unbounded(ulong s, ulong dy, FloatFormat format)
    {
        bool derivativeIsZero = format.Magnitude(s) == 0 || s == One(format);
        bool zeroTimesInfinity = format.Magnitude(dy) == 0 || derivativeIsZero;
        return format.IsNaN(s) || format.IsNaN(dy) || zeroTimesInfinity
            ? format.CanonicalNaN
            : format.Infinity | (IsNegative(s, dy, format) ? format.SignBit : 0);
    }

    private static bool IsNegative(ulong s, ulong dy, FloatFormat format)
    {
        bool complementIsNegative = !format.IsNegative(s) && s > One(format);
        return format.IsNegative(dy) ^ format.IsNegative(s) ^ complementIsNegative;
    }
}
