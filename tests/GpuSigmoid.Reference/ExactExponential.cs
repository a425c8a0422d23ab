using System.Numerics;

namespace GpuSigmoid.Reference;

/// <summary>Fixed point with so many digits that 200 bits of e^−size are left.</summary>
internal readonly record struct ExactExponential(BigInteger Value, int Fraction)
{
    private const int Bits = 200;

    public BigInteger One => BigInteger.One << Fraction;

    /// <summary>e^−size, off by less than 2^-150, relatively, for 0 ≤ size &lt; 1536; 0 from there on.</summary>
    public static ExactExponential OfNegative(ExactNumber size)
    {
        if (ExactNumber.Compare(size, new ExactNumber(1536, 0)) >= 0)
        {
            return new(0, Bits);
        }
        int fraction = Bits + 2 * (int)size.ToFloat64();
        int shift = size.Exponent + fraction;
        BigInteger t = shift >= 0 ? size.Significand << shift : size.Significand >> -shift;
        BigInteger k = BigInteger.DivRem(t, NaturalLogarithmOfTwo.FixedPoint(fraction), out BigInteger r);
        return new(SigmoidEnclosure.ExponentialOfNegative(r, fraction) >> (int)k, fraction);
    }

    /// <summary>1 / (1 + e^−size) or, of the negative, e^−size / (1 + e^−size).</summary>
    public ExactNumber Sigmoid(bool negative) => new(((negative ? Value : One) << Fraction) / (One + Value), -Fraction);
}
