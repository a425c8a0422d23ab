using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GpuSigmoid.Numerics.Lanes;

/// <summary>Eight float32 values in one 256-bit vector.</summary>
internal readonly partial struct Float32x8(Vector256<float> vector) : IFloat32Lane<Float32x8>
{
    private readonly Vector256<float> _vector = vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector256<float>(Float32x8 lane) => lane._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Float32x8(Vector256<float> vector) => new(vector);

    public static Float32x8 RoundingShift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Of(12582912.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 Of(double constant) => Vector256.Create((float)constant);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 operator +(Float32x8 left, Float32x8 right) => left._vector + right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 operator -(Float32x8 left, Float32x8 right) => left._vector - right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 operator *(Float32x8 left, Float32x8 right) => left._vector * right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 FusedMultiplyAdd(Float32x8 left, Float32x8 right, Float32x8 addend) =>
        Vector256.FusedMultiplyAdd(left._vector, right._vector, addend._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 Abs(Float32x8 value) => Vector256.Abs(value._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 CopySign(Float32x8 magnitude, Float32x8 sign) => Vector256.CopySign(magnitude._vector, sign._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 WhereLess(Float32x8 left, Float32x8 right, Float32x8 then, Float32x8 otherwise) =>
        Vector256.ConditionalSelect(Vector256.LessThan(left._vector, right._vector), then._vector, otherwise._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 WhereEqual(Float32x8 left, Float32x8 right, Float32x8 then, Float32x8 otherwise) =>
        Vector256.ConditionalSelect(Vector256.Equals(left._vector, right._vector), then._vector, otherwise._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Float32x8 left, Float32x8 right) => Vector256.LessThanAll(left._vector, right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 Clamp(Float32x8 value, Float32x8 low, Float32x8 high) =>
        Avx.IsSupported
            ? Avx.Min(high._vector, Avx.Max(low._vector, value._vector))
            : WhereLess(value, low, low, WhereLess(high, value, high, value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 ApproximateReciprocal(Float32x8 value) => Vector256<float>.One / value._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 TimesPowerOfTwo(Float32x8 value, Float32x8 shifted) =>
        (value._vector.AsInt32() + (shifted._vector.AsInt32() << 23)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 NearestToOdd(Float32x8 nearest, Float32x8 lost)
    {
        Vector256<int> bits = nearest._vector.AsInt32();
        Vector256<int> odd = (bits + ((bits ^ lost._vector.AsInt32()) >> 31)) | Vector256<int>.One;
        return Vector256.ConditionalSelect(Vector256.Equals(lost._vector, Vector256<float>.Zero), nearest._vector, odd.AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 OfBits(uint bits) => Vector256.Create(bits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 operator &(Float32x8 left, Float32x8 right) => left._vector & right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 operator |(Float32x8 left, Float32x8 right) => left._vector | right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 AddBits(Float32x8 left, Float32x8 right) => (left._vector.AsInt32() + right._vector.AsInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 SubtractBits(Float32x8 left, Float32x8 right) => (left._vector.AsInt32() - right._vector.AsInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 operator <<(Float32x8 value, int count) => (value._vector.AsInt32() << count).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 operator >>>(Float32x8 value, int count) => (value._vector.AsInt32() >>> count).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 RoundTo<TFormat>(Float32x8 value)
        where TFormat : struct, INarrowFormat =>
        TFormat.Decode(TFormat.Encode(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 Sigmoid<TForm, TFloat64>(Float32x8 x)
        where TForm : struct, ISigmoidForm
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, Float32x8> =>
        SigmoidAvx2.IsSupported
            ? SigmoidAvx2.Forward<TForm>(x)
            : SigmoidThroughFloat64.Forward<TForm, Float32x8, TFloat64>(x);
}
