using System.Numerics;

namespace GpuSigmoid.Reference;

/// <summary>significand · 2^exponent with integers of any length: sums, differences and products are exact.</summary>
public readonly record struct ExactNumber(BigInteger Significand, int Exponent)
{
    public static ExactNumber One { get; } = new(1, 0);

    public bool IsZero => Significand.IsZero;

    /// <summary>⌊log2 |value|⌋ of a value that is not zero.</summary>
    public int BinaryExponent => Exponent + (int)BigInteger.Abs(Significand).GetBitLength() - 1;

    public static ExactNumber PowerOfTwo(int exponent) => new(1, exponent);

    public static ExactNumber Of(ulong bits, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        (ulong significand, int exponent) = format.Decode(bits);
        return new(format.IsNegative(bits) ? -(BigInteger)significand : significand, exponent);
    }

    public static ExactNumber Abs(ExactNumber value) => value with { Significand = BigInteger.Abs(value.Significand) };

    public static ExactNumber operator +(ExactNumber left, ExactNumber right)
    {
        int exponent = Math.Min(left.Exponent, right.Exponent);
        return new(left.ScaledTo(exponent) + right.ScaledTo(exponent), exponent);
    }

    public static ExactNumber operator -(ExactNumber value) => new(-value.Significand, value.Exponent);

    public static ExactNumber operator -(ExactNumber left, ExactNumber right) => left + -right;

    public static ExactNumber operator *(ExactNumber left, ExactNumber right) =>
        new(left.Significand * right.Significand, left.Exponent + right.Exponent);

    public static int Compare(ExactNumber left, ExactNumber right) => (left - right).Significand.Sign;

    /// <summary>The nearest float64.</summary>
    public double ToFloat64() => BitConverter.UInt64BitsToDouble(
        Rounding.Round(Significand.Sign < 0, BigInteger.Abs(Significand), Exponent, sticky: false, FloatFormat.Float64));

    private BigInteger ScaledTo(int exponent) => Significand << (Exponent - exponent);
}
