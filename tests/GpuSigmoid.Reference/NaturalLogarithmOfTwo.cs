using System.Collections.Concurrent;
using System.Numerics;

namespace GpuSigmoid.Reference;

internal static class NaturalLogarithmOfTwo
{
    private const int GuardBits = 16;
    private static readonly ConcurrentDictionary<int, BigInteger> Known = new();

    /// <summary>ln 2 · 2^fraction, less than two units too small.</summary>
    public static BigInteger FixedPoint(int fraction) => Known.GetOrAdd(fraction, Compute);

    // ln 2 = 2 artanh(1/3) = Σ 2 / ((2i + 1) 3^(2i + 1)). Fewer than fraction terms are each at most 2 units of 2^-(fraction + 16) too
    // small, which is less than one unit of 2^-fraction for any fraction below 2^15.
    private static BigInteger Compute(int fraction)
    {
        BigInteger power = (BigInteger.One << (fraction + GuardBits + 1)) / 3;
        BigInteger sum = 0;
        for (int n = 1; !power.IsZero; n += 2, power /= 9)
        {
            sum += power / n;
        }
        return sum >> GuardBits;
    }
}
