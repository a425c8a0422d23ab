using System.Runtime.CompilerServices;
using GpuSigmoid.Kernels.Intrinsics;

namespace GpuSigmoid.Numerics.Lanes;

/// <summary>One float32 value: the lane of a GPU's thread.</summary>
internal readonly struct Float32x1(float value) : IFloat32Lane<Float32x1>
{
    private readonly float _value = value;

    public float Value => _value;

    public uint Bits => (uint)BitConverter.SingleToInt32Bits(_value);

    public static Float32x1 RoundingShift => new(12582912f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 Of(double constant) => new((float)constant);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 OfBits(uint bits) => new(BitConverter.Int32BitsToSingle((int)bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 operator +(Float32x1 left, Float32x1 right) => new(Float32Arithmetic.Add(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 operator -(Float32x1 left, Float32x1 right) => new(Float32Arithmetic.Subtract(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 operator *(Float32x1 left, Float32x1 right) => new(Float32Arithmetic.Multiply(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 FusedMultiplyAdd(Float32x1 left, Float32x1 right, Float32x1 addend) =>
        new(Float32Arithmetic.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 Abs(Float32x1 value) => OfBits(value.Bits & 0x7FFFFFFF);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 CopySign(Float32x1 magnitude, Float32x1 sign) =>
        OfBits((magnitude.Bits & 0x7FFFFFFF) | (sign.Bits & 0x80000000));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 WhereLess(Float32x1 left, Float32x1 right, Float32x1 then, Float32x1 otherwise) =>
        new(Float32Arithmetic.WhereLess(left._value, right._value, then._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 WhereEqual(Float32x1 left, Float32x1 right, Float32x1 then, Float32x1 otherwise) =>
        new(Float32Arithmetic.WhereEqual(left._value, right._value, then._value, otherwise._value));

    // Kernels have no branches that hang on values: their compiler turns such comparisons round, and a NaN goes the other way.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Float32x1 left, Float32x1 right) => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 Clamp(Float32x1 value, Float32x1 low, Float32x1 high) =>
        new(Float32Arithmetic.Clamp(value._value, low._value, high._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 ApproximateReciprocal(Float32x1 value) => new(Float32Arithmetic.ApproximateReciprocal(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 TimesPowerOfTwo(Float32x1 value, Float32x1 shifted) => OfBits(value.Bits + (shifted.Bits << 23));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 NearestToOdd(Float32x1 nearest, Float32x1 lost)
    {
        // Where the signs differ, the sum lies towards zero from what it was rounded to: one step back, and the last bit set.
        uint odd = (nearest.Bits + (uint)((int)(nearest.Bits ^ lost.Bits) >> 31)) | 1;
        return WhereEqual(lost, OfBits(0), nearest, OfBits(odd));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 operator &(Float32x1 left, Float32x1 right) => OfBits(left.Bits & right.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 operator |(Float32x1 left, Float32x1 right) => OfBits(left.Bits | right.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 AddBits(Float32x1 left, Float32x1 right) => OfBits(left.Bits + right.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 SubtractBits(Float32x1 left, Float32x1 right) => OfBits(left.Bits - right.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 operator <<(Float32x1 value, int count) => OfBits(value.Bits << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 operator >>>(Float32x1 value, int count) => OfBits(value.Bits >> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 RoundTo<TFormat>(Float32x1 value)
        where TFormat : struct, INarrowFormat =>
        new(TFormat.DecodeOne(TFormat.EncodeOne(value._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x1 Sigmoid<TForm, TFloat64>(Float32x1 x)
        where TForm : struct, ISigmoidForm
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, Float32x1> =>
        SigmoidThroughFloat64.Forward<TForm, Float32x1, TFloat64>(x);
}
