using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GpuSigmoid.Cpu;

/// <summary>The 256-bit vector that a matrix product is summed in: with sixteen registers, as AVX2 has them, eight hold sums.</summary>
internal unsafe interface IProductVector<TSelf>
    where TSelf : struct, IProductVector<TSelf>
{
    const int Bytes = 32;

    /// <summary>The size of an element.</summary>
    static abstract int SizeInBytes { get; }

    static abstract TSelf Load(byte* source);

    /// <summary>One element, in every place.</summary>
    static abstract TSelf Broadcast(byte* source);

    static abstract void Store(TSelf value, byte* destination);

    /// <summary>left · right + addend with one rounding.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>The value, every NaN made the quiet one without payload.</summary>
    static abstract TSelf WithOneNaN(TSelf value);
}

/// <inheritdoc/>
internal readonly unsafe struct Float32x8(Vector256<float> vector) : IProductVector<Float32x8>
{
    private readonly Vector256<float> _vector = vector;

    public static int SizeInBytes => sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 Load(byte* source) => new(Vector256.Load((float*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 Broadcast(byte* source) => new(Vector256.Create(*(float*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Float32x8 value, byte* destination) => value._vector.Store((float*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 FusedMultiplyAdd(Float32x8 left, Float32x8 right, Float32x8 addend) =>
        new(Vector256.FusedMultiplyAdd(left._vector, right._vector, addend._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 WithOneNaN(Float32x8 value) => new(Vector256.ConditionalSelect(
        Vector256.Equals(value._vector, value._vector), value._vector, Vector256.Create(0x7FC00000).AsSingle()));
}

/// <inheritdoc/>
internal readonly unsafe struct Float64x4(Vector256<double> vector) : IProductVector<Float64x4>
{
    private readonly Vector256<double> _vector = vector;

    public static int SizeInBytes => sizeof(double);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 Load(byte* source) => new(Vector256.Load((double*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 Broadcast(byte* source) => new(Vector256.Create(*(double*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Float64x4 value, byte* destination) => value._vector.Store((double*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 FusedMultiplyAdd(Float64x4 left, Float64x4 right, Float64x4 addend) =>
        new(Vector256.FusedMultiplyAdd(left._vector, right._vector, addend._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x4 WithOneNaN(Float64x4 value) => new(Vector256.ConditionalSelect(
        Vector256.Equals(value._vector, value._vector), value._vector, Vector256.Create(0x7FF8000000000000).AsDouble()));
}
