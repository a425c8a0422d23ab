using System.Runtime.CompilerServices;
using GpuSigmoid.Kernels.Intrinsics;

namespace GpuSigmoid.Numerics.Lanes;

/// <summary>One float64 value: the lane of a GPU's thread.</summary>
internal readonly struct Float64x1(double value) : IFloat64Lane<Float64x1, Float32x1>
{
    private readonly double _value = value;

    public double Value => _value;

    public ulong Bits => (ulong)BitConverter.DoubleToInt64Bits(_value);

    public static Float64x1 RoundingShift => new(6755399441055744.0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 Of(double constant) => new(constant);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 OfBits(ulong bits) => new(BitConverter.Int64BitsToDouble((long)bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 operator +(Float64x1 left, Float64x1 right) => new(Float64Arithmetic.Add(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 operator -(Float64x1 left, Float64x1 right) => new(Float64Arithmetic.Subtract(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 operator *(Float64x1 left, Float64x1 right) => new(Float64Arithmetic.Multiply(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 FusedMultiplyAdd(Float64x1 left, Float64x1 right, Float64x1 addend) =>
        new(Float64Arithmetic.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 Abs(Float64x1 value) => OfBits(value.Bits & 0x7FFFFFFFFFFFFFFF);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 CopySign(Float64x1 magnitude, Float64x1 sign) =>
        OfBits((magnitude.Bits & 0x7FFFFFFFFFFFFFFF) | (sign.Bits & 0x8000000000000000));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 WhereLess(Float64x1 left, Float64x1 right, Float64x1 then, Float64x1 otherwise) =>
        new(Float64Arithmetic.WhereLess(left._value, right._value, then._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 WhereEqual(Float64x1 left, Float64x1 right, Float64x1 then, Float64x1 otherwise) =>
        new(Float64Arithmetic.WhereEqual(left._value, right._value, then._value, otherwise._value));

    // Kernels have no branches that hang on values: their compiler turns such comparisons round, and a NaN goes the other way.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Float64x1 left, Float64x1 right) => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 Clamp(Float64x1 value, Float64x1 low, Float64x1 high) =>
        WhereLess(value, low, low, WhereLess(high, value, high, value));

    public static bool RoundsReciprocals => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 ApproximateReciprocal(Float64x1 value) => new(Float64Arithmetic.ApproximateReciprocal(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 TimesPowerOfTwo(Float64x1 value, Float64x1 shifted) => OfBits(value.Bits + (shifted.Bits << 52));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 NearestToOdd(Float64x1 nearest, Float64x1 lost)
    {
        ulong odd = (nearest.Bits + (ulong)((long)(nearest.Bits ^ lost.Bits) >> 63)) | 1;
        return WhereEqual(lost, OfBits(0), nearest, OfBits(odd));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 Widen(Float32x1 value) => new(value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 WidenBetween(Float32x1 value, Float32x1 added, Float32x1 subtracted) =>
        OfBits(Widen(value).Bits + ((ulong)added.Bits << 27) - ((ulong)subtracted.Bits << 27));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 Round(Float64x1 value) => new((float)value._value);

    // The first of the 29 bits that float32 has no room for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 RoundsUp(Float64x1 value) => Float32x1.OfBits(((uint)value.Bits << 2) & 0x40000000);
}
