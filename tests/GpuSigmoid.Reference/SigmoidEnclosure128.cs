using System.Numerics;

namespace GpuSigmoid.Reference;

/// <summary>
/// The enclosure of <see cref="SigmoidEnclosure"/> by the same formula in 128-bit integers with 112 fraction bits: a filter that decides
/// nearly every rounding many times faster.
/// </summary>
internal readonly record struct SigmoidEnclosure128(UInt128 Low, UInt128 High, int Exponent)
{
    private const int Fraction = 112;

    // In units u = 2^-112. r: 1 u from t, less than 2 u each from at most 1477 times ln 2. The series: each of 30 steps adds less than
    // 2 u (its coefficient and its product) and passes on less than 0.7 of what came before, together less than 7 u; its tail is below
    // 1 u. So e^-r by less than 3000 u. The reciprocal: that much from its argument, which is at least 1, and from Newton's step the
    // square of the start's relative error 2^-51.9, less than 2^9 u. Their product by less than the sum: 6600 u.
    private const uint Error = 1 << 13;

    private static readonly UInt128 One = UInt128.One << Fraction;
    private static readonly UInt128 LogarithmOfTwo = (UInt128)NaturalLogarithmOfTwo.FixedPoint(Fraction);
    private static readonly UInt128[] InverseFactorials = ComputeInverseFactorials(30);

    public static SigmoidEnclosure128 Of(bool negative, ulong significand, int exponent)
    {
        double magnitude = Math.ScaleB((double)significand, exponent);
        if (magnitude >= SigmoidEnclosure.Saturation)
        {
            return negative ? new(0, 1, -1477) : new(One - 1, One, -Fraction);
        }
        UInt128 t = exponent <= -Fraction - 64 ? 0
            : exponent < -Fraction ? significand >> (-Fraction - exponent)
            : (UInt128)significand << (exponent + Fraction);
        // The product may come out one too large next to a multiple of ln 2, or one too small, which the series bears.
        uint k = (uint)(magnitude * 1.4426950408889634);
        k -= t < k * LogarithmOfTwo ? 1U : 0U;
        UInt128 exponential = ExponentialOfNegative(t - k * LogarithmOfTwo);
        UInt128 s = Reciprocal(One + (k < 128 ? exponential >> (int)k : 0));
        s = negative ? Multiply(s, exponential) : s;
        return new(s - Error, s + Error, negative ? -Fraction - (int)k : -Fraction);
    }

    /// <summary>e^-r by Taylor's series for 0 ≤ r &lt; 0.7: no intermediate value is negative.</summary>
    private static UInt128 ExponentialOfNegative(UInt128 r)
    {
        UInt128 sum = InverseFactorials[^1];
        for (int n = InverseFactorials.Length - 2; n >= 0; n--)
        {
            sum = InverseFactorials[n] - Multiply(sum, r);
        }
        return sum;
    }

    /// <summary>1 / d for 1 ≤ d ≤ 2 by one step of Newton's iteration from a float64.</summary>
    private static UInt128 Reciprocal(UInt128 d)
    {
        double start = (1UL << 60) / (double)(ulong)(d >> (Fraction - 60));
        UInt128 y = (UInt128)(ulong)(start * (1UL << 60)) << (Fraction - 60);
        return Multiply(y, (One << 1) - Multiply(d, y));
    }

    /// <summary>a · b for factors up to 2, rounded down.</summary>
    private static UInt128 Multiply(UInt128 a, UInt128 b)
    {
        ulong aHigh = (ulong)(a >> 64), aLow = (ulong)a, bHigh = (ulong)(b >> 64), bLow = (ulong)b;
        UInt128 middle = Math.BigMul(aHigh, bLow) + Math.BigMul(aLow, bHigh) + Math.BigMul(aLow, bLow, out _);
        return (Math.BigMul(aHigh, bHigh) << (128 - Fraction)) + (middle >> (Fraction - 64));
    }

    private static UInt128[] ComputeInverseFactorials(int count)
    {
        UInt128[] inverses = new UInt128[count];
        BigInteger factorial = 1;
        for (int n = 0; n < count; n++, factorial *= n)
        {
            inverses[n] = (UInt128)((BigInteger.One << Fraction) / factorial);
        }
        return inverses;
    }
}
