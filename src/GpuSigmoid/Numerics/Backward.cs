using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>dx = dy · s · (1 − s), from the output s = S(x) and the output gradient dy.</summary>
internal readonly struct Backward : IZipOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        Of(TFloat64.Widen(left), right);

    /// <summary>The same from an s that need not be a float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Of<TFloat32, TFloat64>(TFloat64 s, TFloat32 outputGradient)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TFloat64.Round(TFloat64.Widen(outputGradient) * (s * (TFloat64.Of(1) - s)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        GradientNarrow.Backward<TFloat32, TFloat64>(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 left, TFloat64 right)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        GradientFloat64.Backward(left, right);

    public static bool TakesPacked => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPacked<TFormat>(Vector512<ushort> left, Vector512<ushort> right, out Vector512<ushort> result)
        where TFormat : struct, IPackedFormat =>
        GradientPacked.TryBackward<TFormat>(left, right, out result);
}
