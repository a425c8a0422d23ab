using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GpuSigmoid.Numerics.Lanes;

/// <summary>Eight float64 values in two 256-bit vectors: as many as there are float32 values in one.</summary>
internal readonly partial struct Float64x8(Vector256<double> lower, Vector256<double> upper) : IFloat64Lane<Float64x8, Float32x8>
{
    private readonly Vector256<double> _lower = lower;
    private readonly Vector256<double> _upper = upper;

    public Vector256<double> Lower => _lower;

    public Vector256<double> Upper => _upper;

    public static Float64x8 RoundingShift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Of(6755399441055744.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 Of(double constant) => new(Vector256.Create(constant), Vector256.Create(constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 operator +(Float64x8 left, Float64x8 right) => new(left._lower + right._lower, left._upper + right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 operator -(Float64x8 left, Float64x8 right) => new(left._lower - right._lower, left._upper - right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 operator *(Float64x8 left, Float64x8 right) => new(left._lower * right._lower, left._upper * right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 FusedMultiplyAdd(Float64x8 left, Float64x8 right, Float64x8 addend) => new(
        Vector256.FusedMultiplyAdd(left._lower, right._lower, addend._lower),
        Vector256.FusedMultiplyAdd(left._upper, right._upper, addend._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 Abs(Float64x8 value) => new(Vector256.Abs(value._lower), Vector256.Abs(value._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 CopySign(Float64x8 magnitude, Float64x8 sign) =>
        new(Vector256.CopySign(magnitude._lower, sign._lower), Vector256.CopySign(magnitude._upper, sign._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 WhereLess(Float64x8 left, Float64x8 right, Float64x8 then, Float64x8 otherwise) => new(
        Vector256.ConditionalSelect(Vector256.LessThan(left._lower, right._lower), then._lower, otherwise._lower),
        Vector256.ConditionalSelect(Vector256.LessThan(left._upper, right._upper), then._upper, otherwise._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 WhereEqual(Float64x8 left, Float64x8 right, Float64x8 then, Float64x8 otherwise) => new(
        Vector256.ConditionalSelect(Vector256.Equals(left._lower, right._lower), then._lower, otherwise._lower),
        Vector256.ConditionalSelect(Vector256.Equals(left._upper, right._upper), then._upper, otherwise._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Float64x8 left, Float64x8 right) =>
        Vector256.LessThanAll(left._lower, right._lower) && Vector256.LessThanAll(left._upper, right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 Clamp(Float64x8 value, Float64x8 low, Float64x8 high) =>
        WhereLess(value, low, low, WhereLess(high, value, high, value));

    public static bool RoundsReciprocals => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 ApproximateReciprocal(Float64x8 value) =>
        new(Vector256<double>.One / value._lower, Vector256<double>.One / value._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 TimesPowerOfTwo(Float64x8 value, Float64x8 shifted) => new(
        (value._lower.AsInt64() + (shifted._lower.AsInt64() << 52)).AsDouble(),
        (value._upper.AsInt64() + (shifted._upper.AsInt64() << 52)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 Widen(Float32x8 value) =>
        new(Vector256.WidenLower((Vector256<float>)value), Vector256.WidenUpper((Vector256<float>)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 WidenBetween(Float32x8 value, Float32x8 added, Float32x8 subtracted)
    {
        Float64x8 wide = Widen(value);
        Vector256<int> quarters = ((Vector256<float>)added).AsInt32() - ((Vector256<float>)subtracted).AsInt32();
        return new(
            (wide._lower.AsInt64() + (Vector256.WidenLower(quarters) << 27)).AsDouble(),
            (wide._upper.AsInt64() + (Vector256.WidenUpper(quarters) << 27)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 NearestToOdd(Float64x8 nearest, Float64x8 lost) =>
        new(NearestToOdd(nearest._lower, lost._lower), NearestToOdd(nearest._upper, lost._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 Round(Float64x8 value) => Vector256.IsHardwareAccelerated
        ? Vector256.Narrow(value._lower, value._upper)
        : Vector256.Create(Narrow(value._lower), Narrow(value._upper));

    // The first of the 29 bits that float32 has no room for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 RoundsUp(Float64x8 value) =>
        ((Vector256.Narrow(value._lower.AsInt64(), value._upper.AsInt64()) << 2) & Vector256.Create(0x40000000)).AsSingle();

    // Wider vectors than the processor has are narrowed number by number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Narrow(Vector256<double> value) => Vector128.Narrow(value.GetLower(), value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> NearestToOdd(Vector256<double> nearest, Vector256<double> lost)
    {
        Vector256<long> bits = nearest.AsInt64();
        // A comparison with 0 instead of a shift by 63, for which AVX2 has no instruction: all ones where negative.
        Vector256<long> odd = (bits + Vector256.LessThan(bits ^ lost.AsInt64(), Vector256<long>.Zero)) | Vector256<long>.One;
        return Vector256.ConditionalSelect(Vector256.Equals(lost, Vector256<double>.Zero), nearest, odd.AsDouble());
    }
}
