using System.Numerics;

namespace GpuSigmoid.Reference;

/// <summary>Low · 2^Exponent ≤ S(x) ≤ High · 2^Exponent, as narrow as asked for.</summary>
/// <remarks>
/// With t = |x| and t = k·ln 2 + r, 0 ≤ r &lt; ln 2: e^-t = 2^-k · e^-r, and S = 1 / (1 + e^-t) for x ≥ 0, e^-t / (1 + e^-t) for x &lt; 0.
/// All in fixed point with <c>bits</c> + 32 fraction bits, every operation rounded down by less than one unit u of the last of them.
/// </remarks>
internal readonly record struct SigmoidEnclosure(BigInteger Low, BigInteger High, int Exponent)
{
    /// <summary>From here on e^-t is below 2^-1477: S is nearer to 0 or 1 than any format tells.</summary>
    public const int Saturation = 1024;

    private const int GuardBits = 32;

    // r: 1 u from t, at most 1477 u from k times ln 2, itself wrong by less than 2 u. The series: fewer than 2^12 terms, each
    // wrong by less than 3 u. So e^-r by less than 2^14 u; the numerator and the denominator pass that on at most once each,
    // because both quotients change by less than their arguments do.
    private static readonly BigInteger Error = BigInteger.One << 16;

    public static SigmoidEnclosure Of(bool negative, ulong significand, int exponent, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 4096);
        int fraction = bits + GuardBits;
        BigInteger one = BigInteger.One << fraction;
        BigInteger t = exponent + fraction >= 0
            ? (BigInteger)significand << (exponent + fraction)
            : (BigInteger)significand >> -(exponent + fraction);
        if (t >= one * Saturation)
        {
            return negative ? new(0, 1, -1477) : new(one - 1, one, -fraction);
        }
        BigInteger k = BigInteger.DivRem(t, NaturalLogarithmOfTwo.FixedPoint(fraction), out BigInteger r);
        BigInteger exponential = ExponentialOfNegative(r, fraction);
        BigInteger denominator = one + (exponential >> (int)k);
        BigInteger s = ((negative ? exponential : one) << fraction) / denominator;
        return new(s - Error, s + Error, negative ? -fraction - (int)k : -fraction);
    }

    /// <summary>e^-r by Taylor's series.</summary>
    internal static BigInteger ExponentialOfNegative(BigInteger r, int fraction)
    {
        BigInteger term = BigInteger.One << fraction;
        BigInteger sum = term;
        for (int n = 1; !term.IsZero; n++)
        {
            term = ((term * r) >> fraction) / n;
            sum += (n & 1) != 0 ? -term : term;
        }
        return sum;
    }
}
