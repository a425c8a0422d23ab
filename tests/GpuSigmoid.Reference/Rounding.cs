using System.Numerics;

namespace GpuSigmoid.Reference;

/// <summary>To nearest, ties to even, once.</summary>
public static class Rounding
{
    private const int KeptBits = 120;

    /// <summary>
    /// The bits of ±(significand + ε) · 2^exponent rounded to <paramref name="format"/>, where 0 &lt; ε &lt; 1 if
    /// <paramref name="sticky"/> and ε = 0 otherwise. Subnormal results are rounded at the subnormal spacing; what rounds beyond the
    /// largest finite number is infinite.
    /// </summary>
    public static ulong Round(bool negative, BigInteger significand, int exponent, bool sticky, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentOutOfRangeException.ThrowIfNegative(significand);
        int surplus = (int)significand.GetBitLength() - KeptBits;
        if (surplus <= 0)
        {
            return Round(negative, (UInt128)significand, exponent, sticky, format);
        }
        BigInteger kept = significand >> surplus;
        return Round(negative, (UInt128)kept, exponent + surplus, sticky || kept << surplus != significand, format);
    }

    /// <inheritdoc cref="Round(bool, BigInteger, int, bool, FloatFormat)"/>
    public static ulong Round(bool negative, UInt128 significand, int exponent, bool sticky, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        ulong sign = negative ? format.SignBit : 0;
        if (significand == 0 && !sticky)
        {
            return sign;
        }
        int bitLength = 128 - (int)UInt128.LeadingZeroCount(significand);
        int lastPlace = Math.Max(exponent + bitLength - format.Precision, format.SmallestSubnormalExponent);
        int shift = lastPlace - exponent;
        if (sticky && shift < 1)
        {
            throw new ArgumentException($"A sticky bit below {bitLength} significand bits leaves the rounding to {format} undecided.");
        }
        // All of it lies below half of the smallest subnormal number.
        if (shift > bitLength)
        {
            return sign;
        }
        ulong kept = (ulong)(shift <= 0 ? significand << -shift : shift < 128 ? significand >> shift : 0);
        if (shift > 0)
        {
            UInt128 half = UInt128.One << (shift - 1);
            UInt128 rest = shift < 128 ? significand & ((half << 1) - 1) : significand;
            bool up = rest > half || (rest == half && (sticky || (kept & 1) != 0));
            kept += up ? 1UL : 0UL;
        }
        // The leading bit of a normal number counts one into the exponent field, and so does a carry out of the significand.
        ulong magnitude = ((ulong)(lastPlace - format.SmallestSubnormalExponent) << (format.Precision - 1)) + kept;
        // That carry out of the largest finite number gives infinity; what is larger still has a longer exponent than the field holds.
        return sign | (exponent + bitLength - 1 > format.MaximumExponent ? format.Infinity : magnitude);
    }
}
