using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GpuSigmoid.Numerics.Lanes;

/// <summary>
/// Four float32 values in one 128-bit vector: a pack, where .NET runs the GPUs' kernels. It takes the way of a GPU's thread.
/// </summary>
internal readonly struct Float32x4(Vector128<float> vector) : IFloat32Lane<Float32x4>
{
    private readonly Vector128<float> _vector = vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector128<float>(Float32x4 lane) => lane._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Float32x4(Vector128<float> vector) => new(vector);

    public static Float32x4 RoundingShift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Of(12582912.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 Of(double constant) => Vector128.Create((float)constant);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 operator +(Float32x4 left, Float32x4 right) => left._vector + right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 operator -(Float32x4 left, Float32x4 right) => left._vector - right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 operator *(Float32x4 left, Float32x4 right) => left._vector * right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 FusedMultiplyAdd(Float32x4 left, Float32x4 right, Float32x4 addend) =>
        Vector128.FusedMultiplyAdd(left._vector, right._vector, addend._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 Abs(Float32x4 value) => Vector128.Abs(value._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 CopySign(Float32x4 magnitude, Float32x4 sign) => Vector128.CopySign(magnitude._vector, sign._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 WhereLess(Float32x4 left, Float32x4 right, Float32x4 then, Float32x4 otherwise) =>
        Vector128.ConditionalSelect(Vector128.LessThan(left._vector, right._vector), then._vector, otherwise._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 WhereEqual(Float32x4 left, Float32x4 right, Float32x4 then, Float32x4 otherwise) =>
        Vector128.ConditionalSelect(Vector128.Equals(left._vector, right._vector), then._vector, otherwise._vector);

    // As on a GPU: its threads have no branches that hang on values.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Float32x4 left, Float32x4 right) => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 Clamp(Float32x4 value, Float32x4 low, Float32x4 high) =>
        Sse.IsSupported
            ? Sse.Min(high._vector, Sse.Max(low._vector, value._vector))
            : WhereLess(value, low, low, WhereLess(high, value, high, value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 ApproximateReciprocal(Float32x4 value) => Vector128<float>.One / value._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 TimesPowerOfTwo(Float32x4 value, Float32x4 shifted) =>
        (value._vector.AsInt32() + (shifted._vector.AsInt32() << 23)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 NearestToOdd(Float32x4 nearest, Float32x4 lost)
    {
        Vector128<int> bits = nearest._vector.AsInt32();
        Vector128<int> odd = (bits + ((bits ^ lost._vector.AsInt32()) >> 31)) | Vector128<int>.One;
        return Vector128.ConditionalSelect(Vector128.Equals(lost._vector, Vector128<float>.Zero), nearest._vector, odd.AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 OfBits(uint bits) => Vector128.Create(bits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 operator &(Float32x4 left, Float32x4 right) => left._vector & right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 operator |(Float32x4 left, Float32x4 right) => left._vector | right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 AddBits(Float32x4 left, Float32x4 right) => (left._vector.AsInt32() + right._vector.AsInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 SubtractBits(Float32x4 left, Float32x4 right) => (left._vector.AsInt32() - right._vector.AsInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 operator <<(Float32x4 value, int count) => (value._vector.AsInt32() << count).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 operator >>>(Float32x4 value, int count) => (value._vector.AsInt32() >>> count).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 RoundTo<TFormat>(Float32x4 value)
        where TFormat : struct, INarrowFormat =>
        TFormat.Decode(TFormat.Encode(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 Sigmoid<TForm, TFloat64>(Float32x4 x)
        where TForm : struct, ISigmoidForm
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, Float32x4> =>
        SigmoidThroughFloat64.Forward<TForm, Float32x4, TFloat64>(x);
}
