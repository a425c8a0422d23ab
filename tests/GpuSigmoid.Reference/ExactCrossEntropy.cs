using System.Numerics;

namespace GpuSigmoid.Reference;

/// <summary>
/// max(x, 0) − x·t + log(1 + e^−|x|) and S(x) − t for finite x and t, in fixed point: off by less than 2^-150 of each of the terms that are
/// added, far less than any bound tells.
/// </summary>
public static class ExactCrossEntropy
{
    /// <summary>The loss as it stands, of an x that is widened to as many digits as its terms need.</summary>
    public static ExactNumber Loss(ulong x, ulong t, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        ExactNumber input = ExactNumber.Of(x, format);
        ExactNumber positive = format.IsNegative(x) ? default : input;
        ExactExponential exponential = ExactExponential.OfNegative(ExactNumber.Abs(input));
        ExactNumber logarithm = new(LogarithmOfOnePlus(exponential.Value, exponential.Fraction), -exponential.Fraction);
        return positive - input * ExactNumber.Of(t, format) + logarithm;
    }

    /// <summary>S(x) − t.</summary>
    public static ExactNumber Gradient(ulong x, ulong t, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        ExactExponential exponential = ExactExponential.OfNegative(ExactNumber.Abs(ExactNumber.Of(x, format)));
        ExactNumber tail = exponential.Sigmoid(negative: true);
        ExactNumber s = format.IsNegative(x) ? tail : ExactNumber.One - tail;
        return s - ExactNumber.Of(t, format);
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
