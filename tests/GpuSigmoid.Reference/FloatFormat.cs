namespace GpuSigmoid.Reference;

/// <summary>A binary floating-point format of IEEE 754's kind. Values travel as raw bits, the low ones of a <see cref="ulong"/>.</summary>
/// <param name="Name">The element type's name.</param>
/// <param name="Precision">Significand bits, the leading one included.</param>
/// <param name="MinimumExponent">The exponent e of the smallest normal number 2^e.</param>
/// <param name="MaximumExponent">The exponent e of the largest binade [2^e, 2^(e+1)).</param>
public sealed record FloatFormat(string Name, int Precision, int MinimumExponent, int MaximumExponent)
{
#pragma warning disable CA1720 // These are the element types' names, which is what the rule objects to.
    public static readonly FloatFormat Float64 = new("float64", 53, -1022, 1023);
    public static readonly FloatFormat Float32 = new("float32", 24, -126, 127);
#pragma warning restore CA1720
    public static readonly FloatFormat Float16 = new("float16", 11, -14, 15);
    public static readonly FloatFormat BFloat16 = new("bfloat16", 8, -126, 127);

    public static IReadOnlyList<FloatFormat> All { get; } = [Float32, Float64, Float16, BFloat16];

    /// <summary>The exponent of the smallest subnormal number, which is also the spacing of all subnormal numbers.</summary>
    public int SmallestSubnormalExponent => MinimumExponent - Precision + 1;

    public ulong Infinity => (ulong)(MaximumExponent - MinimumExponent + 2) << (Precision - 1);

    public ulong SignBit => (ulong)(MaximumExponent - MinimumExponent + 3) << (Precision - 1);

    /// <summary>The highest bit of the exponent: clear in every number below 2.</summary>
    public ulong HighestExponentBit => SignBit >> 1;

    /// <summary>The one NaN that the reference returns: positive, quiet, no payload.</summary>
    public ulong CanonicalNaN => Infinity | (1UL << (Precision - 2));

    public ulong SmallestNormal => 1UL << (Precision - 1);

    public ulong LargestFinite => Infinity - 1;

    public int Bytes => Precision switch { 53 => 8, 24 => 4, _ => 2 };

    public ulong Magnitude(ulong bits) => bits & ~SignBit;

    public bool IsNegative(ulong bits) => (bits & SignBit) != 0;

    public bool IsNaN(ulong bits) => Magnitude(bits) > Infinity;

    public bool IsInfinite(ulong bits) => Magnitude(bits) == Infinity;

    public bool IsFinite(ulong bits) => Magnitude(bits) < Infinity;

    /// <summary>The finite magnitude as significand · 2^exponent.</summary>
    public (ulong Significand, int Exponent) Decode(ulong bits)
    {
        if (!IsFinite(bits))
        {
            throw new ArgumentException($"{Name} bits {bits:X} are no finite number.", nameof(bits));
        }
        ulong magnitude = Magnitude(bits);
        int field = (int)(magnitude >> (Precision - 1));
        ulong fraction = magnitude & (SmallestNormal - 1);
        return field == 0
            ? (fraction, SmallestSubnormalExponent)
            : (fraction | SmallestNormal, SmallestSubnormalExponent + field - 1);
    }

    /// <summary>Every value of these formats is a float64.</summary>
    public double ToFloat64(ulong bits)
    {
        if (!IsFinite(bits))
        {
            return IsNaN(bits) ? double.NaN : IsNegative(bits) ? double.NegativeInfinity : double.PositiveInfinity;
        }
        (ulong significand, int exponent) = Decode(bits);
        return Math.CopySign(Math.ScaleB((double)significand, exponent), IsNegative(bits) ? -1 : 1);
    }

    public override string ToString() => Name;
}
