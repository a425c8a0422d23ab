using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>dx = dy · k · y · (1 − y/L), from the output y and the output gradient dy; the parameters are L and k/L.</summary>
/// <remarks>Computed as dy · y · (L − y) · k/L: L − y is exact or rounded once, however near y has come to L.</remarks>
internal readonly struct LogisticBackward : IParametricOperation
{
    public static int Inputs => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right, in Parameters parameters)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TFloat64.Round(Wide(TFloat64.Widen(left), TFloat64.Widen(right), parameters));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right, in Parameters parameters)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        GradientNarrow.RoundToOdd<TFloat32, TFloat64>(Wide(TFloat64.Widen(left), TFloat64.Widen(right), parameters));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 left, TFloat64 right, in Parameters parameters)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        Wide(left, right, parameters);


    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 Wide<TFloat64>(TFloat64 y, TFloat64 outputGradient, in Parameters parameters)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        y * (TFloat64.Of(parameters.First) - y) * TFloat64.Of(parameters.Second) * outputGradient;
}
