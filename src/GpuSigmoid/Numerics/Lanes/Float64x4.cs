using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GpuSigmoid.Numerics.Lanes;

/// <summary>Four float64 values in one 256-bit vector: as many as there are in <see cref="Float32x4"/>.</summary>
internal readonly struct Float64x4(Vector256<double> vector) : IFloat64Lane<Float64x4, Float32x4>
{
    private readonly Vector256<double> _vector = vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector256<double>(Float64x4 lane) => lane._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Float64x4(Vector256<double> vector) => new(vector);

    public static Float64x4 RoundingShift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Of(6755399441055744.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 Of(double constant) => Vector256.Create(constant);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 operator +(Float64x4 left, Float64x4 right) => left._vector + right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 operator -(Float64x4 left, Float64x4 right) => left._vector - right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 operator *(Float64x4 left, Float64x4 right) => left._vector * right._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 FusedMultiplyAdd(Float64x4 left, Float64x4 right, Float64x4 addend) =>
        Vector256.FusedMultiplyAdd(left._vector, right._vector, addend._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 Abs(Float64x4 value) => Vector256.Abs(value._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 CopySign(Float64x4 magnitude, Float64x4 sign) => Vector256.CopySign(magnitude._vector, sign._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 WhereLess(Float64x4 left, Float64x4 right, Float64x4 then, Float64x4 otherwise) =>
        Vector256.ConditionalSelect(Vector256.LessThan(left._vector, right._vector), then._vector, otherwise._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 WhereEqual(Float64x4 left, Float64x4 right, Float64x4 then, Float64x4 otherwise) =>
        Vector256.ConditionalSelect(Vector256.Equals(left._vector, right._vector), then._vector, otherwise._vector);

    // As on a GPU: its threads have no branches that hang on values.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Float64x4 left, Float64x4 right) => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 Clamp(Float64x4 value, Float64x4 low, Float64x4 high) =>
        WhereLess(value, low, low, WhereLess(high, value, high, value));

    public static bool RoundsReciprocals => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 ApproximateReciprocal(Float64x4 value) => Vector256<double>.One / value._vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 TimesPowerOfTwo(Float64x4 value, Float64x4 shifted) =>
        (value._vector.AsInt64() + (shifted._vector.AsInt64() << 52)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 NearestToOdd(Float64x4 nearest, Float64x4 lost)
    {
        Vector256<long> bits = nearest._vector.AsInt64();
        // A comparison with 0 instead of a shift by 63, for which AVX2 has no instruction: all ones where negative.
        Vector256<long> odd = (bits + Vector256.LessThan(bits ^ lost._vector.AsInt64(), Vector256<long>.Zero)) | Vector256<long>.One;
        return Vector256.ConditionalSelect(Vector256.Equals(lost._vector, Vector256<double>.Zero), nearest._vector, odd.AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 Widen(Float32x4 value) => Vector256.WidenLower(((Vector128<float>)value).ToVector256Unsafe());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 WidenBetween(Float32x4 value, Float32x4 added, Float32x4 subtracted)
    {
        Vector128<int> quarters = ((Vector128<float>)added).AsInt32() - ((Vector128<float>)subtracted).AsInt32();
        return (Widen(value)._vector.AsInt64() + (Vector256.WidenLower(quarters.ToVector256Unsafe()) << 27)).AsDouble();
    }

    // The portable narrowing makes two conversions of the one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 Round(Float64x4 value) => Avx.IsSupported
        ? Avx.ConvertToVector128Single(value._vector)
        : Vector128.Narrow(value._vector.GetLower(), value._vector.GetUpper());

    // The first of the 29 bits that float32 has no room for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x4 RoundsUp(Float64x4 value)
    {
        Vector256<long> bits = value._vector.AsInt64();
        return ((Vector128.Narrow(bits.GetLower(), bits.GetUpper()) << 2) & Vector128.Create(0x40000000)).AsSingle();
    }
}
