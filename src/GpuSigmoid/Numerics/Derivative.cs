using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>S′ = s · (1 − s), from the output s = S(x).</summary>
internal readonly struct Derivative : IMapOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 input)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat64 s = TFloat64.Widen(input);
        return TFloat64.Round(s * (TFloat64.Of(1) - s));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 input)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        GradientNarrow.Derivative<TFloat32, TFloat64>(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 input)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        GradientFloat64.Backward(input, TFloat64.Of(1));

    public static bool TakesPacked => Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPacked<TFormat>(Vector512<ushort> input, out Vector512<ushort> result)
        where TFormat : struct, IPackedFormat =>
        GradientPacked.TryBackward<TFormat>(input, Vector512.Create(TFormat.One), out result);
}
