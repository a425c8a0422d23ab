using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GpuSigmoid.Numerics.Lanes;

/// <summary>Sixteen float32 values in one 512-bit vector.</summary>
internal readonly partial struct Float32x16(Vector512<float> vector) : IFloat32Lane<Float32x16>
{
    private readonly Vector512<float> _vector = vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector512<float>(Float32x16 lane) => lane._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Float32x16(Vector512<float> vector) => new(vector);

    public static Float32x16 RoundingShift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Of(12582912.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 Of(double constant) => Vector512.Create((float)constant);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 operator +(Float32x16 left, Float32x16 right) => left._vector + right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 operator -(Float32x16 left, Float32x16 right) => left._vector - right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 operator *(Float32x16 left, Float32x16 right) => left._vector * right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 FusedMultiplyAdd(Float32x16 left, Float32x16 right, Float32x16 addend) =>
        Vector512.FusedMultiplyAdd(left._vector, right._vector, addend._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 Abs(Float32x16 value) => Vector512.Abs(value._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 CopySign(Float32x16 magnitude, Float32x16 sign) => Vector512.CopySign(magnitude._vector, sign._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 WhereLess(Float32x16 left, Float32x16 right, Float32x16 then, Float32x16 otherwise) =>
        Vector512.ConditionalSelect(Vector512.LessThan(left._vector, right._vector), then._vector, otherwise._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 WhereEqual(Float32x16 left, Float32x16 right, Float32x16 then, Float32x16 otherwise) =>
        Vector512.ConditionalSelect(Vector512.Equals(left._vector, right._vector), then._vector, otherwise._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Float32x16 left, Float32x16 right) => Vector512.LessThanAll(left._vector, right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 Clamp(Float32x16 value, Float32x16 low, Float32x16 high) =>
        Avx512F.IsSupported
            ? Avx512F.Min(high._vector, Avx512F.Max(low._vector, value._vector))
            : WhereLess(value, low, low, WhereLess(high, value, high, value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 ApproximateReciprocal(Float32x16 value)
    {
        if (!Avx512F.IsSupported)
            return Vector512<float>.One / value._vector;
        Float32x16 guess = Avx512F.Reciprocal14(value._vector);
        return FusedMultiplyAdd(guess, Vector512<float>.One - guess._vector * value._vector, guess);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 TimesPowerOfTwo(Float32x16 value, Float32x16 shifted) =>
        (value._vector.AsInt32() + (shifted._vector.AsInt32() << 23)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 NearestToOdd(Float32x16 nearest, Float32x16 lost)
    {
        Vector512<int> bits = nearest._vector.AsInt32();
        Vector512<int> odd = (bits + ((bits ^ lost._vector.AsInt32()) >> 31)) | Vector512<int>.One;
        return Vector512.ConditionalSelect(Vector512.Equals(lost._vector, Vector512<float>.Zero), nearest._vector, odd.AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 OfBits(uint bits) => Vector512.Create(bits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 operator &(Float32x16 left, Float32x16 right) => left._vector & right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 operator |(Float32x16 left, Float32x16 right) => left._vector | right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 AddBits(Float32x16 left, Float32x16 right) => (left._vector.AsInt32() + right._vector.AsInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 SubtractBits(Float32x16 left, Float32x16 right) => (left._vector.AsInt32() - right._vector.AsInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 operator <<(Float32x16 value, int count) => (value._vector.AsInt32() << count).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 operator >>>(Float32x16 value, int count) => (value._vector.AsInt32() >>> count).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 RoundTo<TFormat>(Float32x16 value)
        where TFormat : struct, INarrowFormat =>
        TFormat.Decode(TFormat.Encode(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 Sigmoid<TForm, TFloat64>(Float32x16 x)
        where TForm : struct, ISigmoidForm
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, Float32x16> =>
        SigmoidAvx512.IsSupported
            ? SigmoidAvx512.Forward<TForm>(x)
            : SigmoidThroughFloat64.Forward<TForm, Float32x16, TFloat64>(x);
}
