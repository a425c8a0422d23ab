using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GpuSigmoid.Numerics.Lanes;

/// <summary>Sixteen float64 values in two 512-bit vectors: as many as there are float32 values in one.</summary>
internal readonly partial struct Float64x16(Vector512<double> lower, Vector512<double> upper) : IFloat64Lane<Float64x16, Float32x16>
{
    private readonly Vector512<double> _lower = lower;
    private readonly Vector512<double> _upper = upper;

    public Vector512<double> Lower => _lower;

    public Vector512<double> Upper => _upper;

    public static Float64x16 RoundingShift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Of(6755399441055744.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 Of(double constant) => new(Vector512.Create(constant), Vector512.Create(constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 operator +(Float64x16 left, Float64x16 right) => new(left._lower + right._lower, left._upper + right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 operator -(Float64x16 left, Float64x16 right) => new(left._lower - right._lower, left._upper - right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 operator *(Float64x16 left, Float64x16 right) => new(left._lower * right._lower, left._upper * right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 FusedMultiplyAdd(Float64x16 left, Float64x16 right, Float64x16 addend) => new(
        Vector512.FusedMultiplyAdd(left._lower, right._lower, addend._lower),
        Vector512.FusedMultiplyAdd(left._upper, right._upper, addend._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 Abs(Float64x16 value) => new(Vector512.Abs(value._lower), Vector512.Abs(value._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 CopySign(Float64x16 magnitude, Float64x16 sign) =>
        new(Vector512.CopySign(magnitude._lower, sign._lower), Vector512.CopySign(magnitude._upper, sign._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 WhereLess(Float64x16 left, Float64x16 right, Float64x16 then, Float64x16 otherwise) => new(
        Vector512.ConditionalSelect(Vector512.LessThan(left._lower, right._lower), then._lower, otherwise._lower),
        Vector512.ConditionalSelect(Vector512.LessThan(left._upper, right._upper), then._upper, otherwise._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 WhereEqual(Float64x16 left, Float64x16 right, Float64x16 then, Float64x16 otherwise) => new(
        Vector512.ConditionalSelect(Vector512.Equals(left._lower, right._lower), then._lower, otherwise._lower),
        Vector512.ConditionalSelect(Vector512.Equals(left._upper, right._upper), then._upper, otherwise._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Float64x16 left, Float64x16 right) =>
        Vector512.LessThanAll(left._lower, right._lower) && Vector512.LessThanAll(left._upper, right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 Clamp(Float64x16 value, Float64x16 low, Float64x16 high) =>
        WhereLess(value, low, low, WhereLess(high, value, high, value));

    public static bool RoundsReciprocals => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 ApproximateReciprocal(Float64x16 value) => new(Reciprocal(value._lower), Reciprocal(value._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 TimesPowerOfTwo(Float64x16 value, Float64x16 shifted) => new(
        (value._lower.AsInt64() + (shifted._lower.AsInt64() << 52)).AsDouble(),
        (value._upper.AsInt64() + (shifted._upper.AsInt64() << 52)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 Widen(Float32x16 value) =>
        new(Vector512.WidenLower((Vector512<float>)value), Vector512.WidenUpper((Vector512<float>)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 WidenBetween(Float32x16 value, Float32x16 added, Float32x16 subtracted)
    {
        Float64x16 wide = Widen(value);
        Vector512<int> quarters = ((Vector512<float>)added).AsInt32() - ((Vector512<float>)subtracted).AsInt32();
        return new(
            (wide._lower.AsInt64() + (Vector512.WidenLower(quarters) << 27)).AsDouble(),
            (wide._upper.AsInt64() + (Vector512.WidenUpper(quarters) << 27)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 NearestToOdd(Float64x16 nearest, Float64x16 lost) =>
        new(NearestToOdd(nearest._lower, lost._lower), NearestToOdd(nearest._upper, lost._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 Round(Float64x16 value) => Vector512.Narrow(value._lower, value._upper);

    // The first of the 29 bits that float32 has no room for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 RoundsUp(Float64x16 value) =>
        ((Vector512.Narrow(value._lower.AsInt64(), value._upper.AsInt64()) << 2) & Vector512.Create(0x40000000)).AsSingle();

    // 14 bits from the table in the machine, then 42 and 56 by Newton's iteration, which the divider would take longer for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Reciprocal(Vector512<double> value)
    {
        if (!Avx512F.IsSupported)
            return Vector512<double>.One / value;
        Vector512<double> guess = Avx512F.Reciprocal14(value);
        Vector512<double> error = Avx512F.FusedMultiplyAddNegated(guess, value, Vector512<double>.One);
        guess = Vector512.FusedMultiplyAdd(guess, Vector512.FusedMultiplyAdd(error, error, error), guess);
        error = Avx512F.FusedMultiplyAddNegated(guess, value, Vector512<double>.One);
        return Vector512.FusedMultiplyAdd(guess, error, guess);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> NearestToOdd(Vector512<double> nearest, Vector512<double> lost)
    {
        Vector512<long> bits = nearest.AsInt64();
        Vector512<long> odd = (bits + ((bits ^ lost.AsInt64()) >> 63)) | Vector512<long>.One;
        return Vector512.ConditionalSelect(Vector512.Equals(lost, Vector512<double>.Zero), nearest, odd.AsDouble());
    }
}
