using System.Numerics;

namespace GpuSigmoid.Reference;

/// <summary>S(x) = 1 / (1 + e^-x) of one number, by enclosures that narrow until both ends round alike (Ziv's method).</summary>
/// <remarks>It ends: for finite x ≠ 0 S(x) is transcendental, hence no midpoint of two numbers, and S(0) = 0.5 is a number.</remarks>
internal static class ExactSigmoid
{
    private const int FirstBits = 160;

    public static ulong Rounded(ulong x, FloatFormat format)
    {
        if (!format.IsFinite(x))
        {
            return format.IsNaN(x) ? format.CanonicalNaN : format.IsNegative(x) ? 0 : Round(ExactNumber.One, format);
        }
        bool negative = format.IsNegative(x);
        (ulong significand, int exponent) = format.Decode(x);
        SigmoidEnclosure128 filter = SigmoidEnclosure128.Of(negative, significand, exponent);
        ulong low = Rounding.Round(negative: false, filter.Low, filter.Exponent, sticky: false, format);
        ulong high = Rounding.Round(negative: false, filter.High, filter.Exponent, sticky: false, format);
        for (int bits = FirstBits; low != high; bits *= 2)
        {
            SigmoidEnclosure enclosure = SigmoidEnclosure.Of(negative, significand, exponent, bits);
            low = Rounding.Round(negative: false, enclosure.Low, enclosure.Exponent, sticky: false, format);
            high = Rounding.Round(negative: false, enclosure.High, enclosure.Exponent, sticky: false, format);
        }
        return low;
    }

    /// <summary>
    /// The error of <paramref name="result"/> in units in the last place, itself known to 2^-40 of one: the middle of the first
    /// enclosure, which is relative to S narrower than 2^-97, stands for the exact value.
    /// </summary>
    public static double ErrorInUlp(ulong x, ulong result, FloatFormat format)
    {
        if (format.IsNaN(x))
        {
            return format.IsNaN(result) ? 0 : double.PositiveInfinity;
        }
        return UnitInTheLastPlace.Distance(Middle(x, format), result, format);
    }

    /// <summary>Whether S(x) is less than a number that is not S(x) itself, x being finite.</summary>
    public static bool IsLess(ulong x, ExactNumber number, FloatFormat format)
    {
        bool negative = format.IsNegative(x);
        (ulong significand, int exponent) = format.Decode(x);
        SigmoidEnclosure128 filter = SigmoidEnclosure128.Of(negative, significand, exponent);
        bool low = IsLess(filter.Low, filter.Exponent), high = IsLess(filter.High, filter.Exponent);
        for (int bits = FirstBits; low != high; bits *= 2)
        {
            SigmoidEnclosure enclosure = SigmoidEnclosure.Of(negative, significand, exponent, bits);
            low = IsLess(enclosure.Low, enclosure.Exponent);
            high = IsLess(enclosure.High, enclosure.Exponent);
        }
        return low;

        bool IsLess(BigInteger significand, int exponent) => ExactNumber.Compare(new(significand, exponent), number) < 0;
    }

    /// <summary>S(x) to 2^-97 of it, for an x that is no NaN.</summary>
    internal static ExactNumber Middle(ulong x, FloatFormat format)
    {
        if (format.IsInfinite(x))
        {
            return format.IsNegative(x) ? default : ExactNumber.One;
        }
        (ulong significand, int exponent) = format.Decode(x);
        SigmoidEnclosure128 enclosure = SigmoidEnclosure128.Of(format.IsNegative(x), significand, exponent);
        return new(enclosure.Low + enclosure.High, enclosure.Exponent - 1);
    }

    private static ulong Round(ExactNumber value, FloatFormat format) =>
        Rounding.Round(negative: false, value.Significand, value.Exponent, sticky: false, format);
}
