using System.Globalization;

namespace GpuSigmoid;

/// <summary>A bfloat16 number: the sign, the 8 bits of exponent and the upper 7 of significand of a float32.</summary>
/// <remarks>
/// As small as serves to hold matrices: it converts, compares and prints. It will give way to the framework's own type when there is one.
/// </remarks>
public readonly struct BFloat16 : IEquatable<BFloat16>, IFormattable
{
    private readonly ushort _bits;

    private BFloat16(ushort bits) => _bits = bits;

    /// <summary>The number with these bits.</summary>
    /// <param name="bits">Sign, exponent and significand, from the highest bit down.</param>
    public static BFloat16 FromBits(ushort bits) => new(bits);

    /// <summary>The bits of this number.</summary>
    public ushort ToBits() => _bits;

    /// <summary>The nearest bfloat16, ties to even; every NaN gives the quiet NaN 7FC0 with its sign cleared.</summary>
    /// <param name="value">The number to round.</param>
    public static explicit operator BFloat16(float value)
    {
        if (float.IsNaN(value))
            return new BFloat16(0x7FC0);
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return new BFloat16((ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
    }

    /// <summary>The nearest bfloat16, ties to even, rounded once.</summary>
    /// <param name="value">The number to round.</param>
    public static explicit operator BFloat16(double value)
    {
        // Rounded to odd on the way: the second rounding then sees what the first one lost.
        float near = (float)value;
        uint bits = BitConverter.SingleToUInt32Bits(near);
        if (near != value && !double.IsNaN(value) && (bits & 1) == 0)
            bits = float.IsInfinity(near) || Math.Abs((double)near) > Math.Abs(value) ? bits - 1 : bits + 1;
        return (BFloat16)BitConverter.UInt32BitsToSingle(bits);
    }

    /// <summary>The same number as float32: exact.</summary>
    /// <param name="value">The number to widen.</param>
    public static implicit operator float(BFloat16 value) => BitConverter.UInt32BitsToSingle((uint)value._bits << 16);

    /// <summary>Whether two numbers are equal as IEEE 754 has it: zeros are, NaNs are not.</summary>
    public static bool operator ==(BFloat16 left, BFloat16 right) => (float)left == (float)right;

    /// <summary>Whether two numbers are not equal.</summary>
    public static bool operator !=(BFloat16 left, BFloat16 right) => !(left == right);

    /// <summary>Whether two numbers are equal, a NaN to any NaN.</summary>
    /// <param name="other">The other number.</param>
    public bool Equals(BFloat16 other) => ((float)this).Equals(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((float)this).GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => ToString(null, CultureInfo.CurrentCulture);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ((float)this).ToString(format, formatProvider);
}
