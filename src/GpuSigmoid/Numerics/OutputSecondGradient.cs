using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>dy · g · (1 − 2s), from the output s = S(x), the output gradient dy and the gradient g of the input gradient.</summary>
/// <remarks>
/// float32: dy · g is exact in float64 and 1 − 2s exact or rounded once, and neither their product nor anything before it leaves
/// float64's normal range: 2^-52 before the last rounding, and no infinity or zero that the exact product would not have.
/// </remarks>
internal readonly struct OutputSecondGradient : ITernaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat64 slope = TFloat64.FusedMultiplyAdd(TFloat64.Of(-2), TFloat64.Widen(first), TFloat64.Of(1));
        return TFloat64.Round(TFloat64.Widen(second) * TFloat64.Widen(third) * slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        GradientNarrow.SecondGradient<TFloat32, TFloat64>(first, second, third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 first, TFloat64 second, TFloat64 third)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        SecondGradientFloat64.Of(first, second, third);
}
