using System.Numerics;

namespace GpuSigmoid.Reference;

/// <summary>
/// max(x, 0) − x·t + log(1 + e^−|x|) and S(x) − t for finite x and t, in fixed point: off by less than 2^-150 of each of the terms that are
/// added, far less than any bound tells.
/// </summary>
public static class ExactCrossEntropy
{
    private const int Bits = 200;

    /// <summary>The loss as it stands, of an x that is widened to as many digits as its terms need.</summary>
    public static ExactNumber Loss(ulong x, ulong t, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        ExactNumber input = ExactNumber.Of(x, format);
        ExactNumber positive = format.IsNegative(x) ? default : input;
        (BigInteger exponential, int fraction) = Exponential(x, format);
        return positive - input * ExactNumber.Of(t, format) + new ExactNumber(LogarithmOfOnePlus(exponential, fraction), -fraction);
    }

    /// <summary>S(x) − t.</summary>
    public static ExactNumber Gradient(ulong x, ulong t, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        (BigInteger exponential, int fraction) = Exponential(x, format);
        BigInteger one = BigInteger.One << fraction;
        ExactNumber tail = new((exponential << fraction) / (one + exponential), -fraction);
        ExactNumber s = format.IsNegative(x) ? tail : ExactNumber.One - tail;
        return s - ExactNumber.Of(t, format);
    }

    // e^−|x| · 2^fraction with 200 bits left of it; 0 from 1024 on, where no format tells.
    private static (BigInteger Value, int Fraction) Exponential(ulong x, FloatFormat format)
    {
        (ulong significand, int exponent) = format.Decode(x);
        double size = Math.ScaleB((double)significand, exponent);
        if (size >= SigmoidEnclosure.Saturation)
        {
            return (0, Bits);
        }
        int fraction = Bits + 2 * (int)size;
        BigInteger t = exponent + fraction >= 0
            ? (BigInteger)significand << (exponent + fraction)
            : (BigInteger)significand >> -(exponent + fraction);
        BigInteger k = BigInteger.DivRem(t, NaturalLogarithmOfTwo.FixedPoint(fraction), out BigInteger r);
        return (SigmoidEnclosure.ExponentialOfNegative(r, fraction) >> (int)k, fraction);
    }

    // 2 artanh(z) = Σ 2 z^(2i + 1) / (2i + 1) with z = e / (2 + e).
    private static BigInteger LogarithmOfOnePlus(BigInteger e, int fraction)
    {
        BigInteger z = (e << fraction) / ((BigInteger.One << (fraction + 1)) + e);
        BigInteger square = (z * z) >> fraction;
        BigInteger power = z << 1, sum = 0;
        for (int n = 1; !power.IsZero; n += 2)
        {
            sum += power / n;
            power = (power * square) >> fraction;
        }
        return sum;
    }
}
