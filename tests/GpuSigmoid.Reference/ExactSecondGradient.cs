using System.Numerics;

namespace GpuSigmoid.Reference;

/// <summary>g · dy · (1 − 2s): what the backward pass's dy · s · (1 − s) changes by with s, times g.</summary>
public static class ExactSecondGradient
{
    /// <summary>0.502 ULP for the reasons of the backward pass; the products of 2-byte numbers are short enough to be exact.</summary>
    public static ErrorBound BoundOf(FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return format.Bytes == 2 ? ErrorBound.CorrectlyRounded : new(0.502);
    }

    /// <summary>The exact value rounded once; NaN is the canonical one.</summary>
    public static ulong Rounded(ulong s, ulong dy, ulong g, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (!format.IsFinite(s) || !format.IsFinite(dy) || !format.IsFinite(g))
        {
            return Unbounded(s, dy, g, format);
        }
        ExactNumber exact = Exact(s, dy, g, format);
        return Rounding.Round(
            IsNegative(s, dy, g, format), BigInteger.Abs(exact.Significand), exact.Exponent, sticky: false, format);
    }

    /// <summary>Whether a result keeps <see cref="BoundOf"/>, with the sign that a zero has exactly and with one NaN only.</summary>
    public static bool Accepts(ulong s, ulong dy, ulong g, ulong result, FloatFormat format)
    {
        ulong expected = Rounded(s, dy, g, format);
        if (expected == result)
        {
            return true;
        }
        bool mustBeExact = BoundOf(format).IsCorrectlyRounded || !format.IsFinite(s) || !format.IsFinite(dy) || !format.IsFinite(g);
        return !mustBeExact && format.IsNegative(expected) == format.IsNegative(result)
            && UnitInTheLastPlace.Distance(Exact(s, dy, g, format), result, format) <= BoundOf(format).Ulp;
    }

    private static ExactNumber Exact(ulong s, ulong dy, ulong g, FloatFormat format)
    {
        ExactNumber twice = ExactNumber.Of(s, format) * new ExactNumber(2, 0);
        return ExactNumber.Of(g, format) * ExactNumber.Of(dy, format) * (ExactNumber.One - twice);
    }

    private static ulong Unbounded(ulong s, ulong dy, ulong g, FloatFormat format)
    {
        bool anyNaN = format.IsNaN(s) || format.IsNaN(dy) || format.IsNaN(g);
        bool anyZero = s == Half(format) || format.Magnitude(dy) == 0 || format.Magnitude(g) == 0;
        return anyNaN || anyZero
            ? format.CanonicalNaN
            : format.Infinity | (IsNegative(s, dy, g, format) ? format.SignBit : 0);
    }

    private static bool IsNegative(ulong s, ulong dy, ulong g, FloatFormat format)
    {
        bool slopeIsNegative = !format.IsNegative(s) && s > Half(format);
        return format.IsNegative(dy) ^ format.IsNegative(g) ^ slopeIsNegative;
    }

    private static ulong Half(FloatFormat format) => Rounding.Round(negative: false, UInt128.One, -1, sticky: false, format);
}
