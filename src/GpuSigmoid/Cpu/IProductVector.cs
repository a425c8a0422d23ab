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
internal readonly unsafe struct Float32ProductVector(Vector256<float> vector) : IProductVector<Float32ProductVector>
{
    private readonly Vector256<float> _vector = vector;

    public static int SizeInBytes => sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32ProductVector Load(byte* source) => new(Vector256.Load((float*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32ProductVector Broadcast(byte* source) => new(Vector256.Create(*(float*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Float32ProductVector value, byte* destination) => value._vector.Store((float*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32ProductVector FusedMultiplyAdd(Float32ProductVector left, Float32ProductVector right, Float32ProductVector addend) =>
        new(Vector256.FusedMultiplyAdd(left._vector, right._vector, addend._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32ProductVector WithOneNaN(Float32ProductVector value) => new(Vector256.ConditionalSelect(
        Vector256.Equals(value._vector, value._vector), value._vector, Vector256.Create(0x7FC00000).AsSingle()));
}

/// <inheritdoc/>
internal readonly unsafe struct Float64ProductVector(Vector256<double> vector) : IProductVector<Float64ProductVector>
{
    private readonly Vector256<double> _vector = vector;

    public static int SizeInBytes => sizeof(double);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64ProductVector Load(byte* source) => new(Vector256.Load((double*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64ProductVector Broadcast(byte* source) => new(Vector256.Create(*(double*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Float64ProductVector value, byte* destination) => value._vector.Store((double*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64ProductVector FusedMultiplyAdd(Float64ProductVector left, Float64ProductVector right, Float64ProductVector addend) =>
        new(Vector256.FusedMultiplyAdd(left._vector, right._vector, addend._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64ProductVector WithOneNaN(Float64ProductVector value) => new(Vector256.ConditionalSelect(
        Vector256.Equals(value._vector, value._vector), value._vector, Vector256.Create(0x7FF8000000000000).AsDouble()));
}
