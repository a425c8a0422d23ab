using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>S(x) = 1 / (1 + e^−x).</summary>
internal readonly struct Forward : IMapOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 input)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        SigmoidThroughFloat64.Forward<TFloat32, TFloat64>(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFloat32, TFloat64>(TFloat32 input)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        SigmoidNarrow.Forward(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 input)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        SigmoidFloat64.Forward(input);

    public static bool TakesPacked => SigmoidPacked.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPacked<TFormat>(Vector512<ushort> input, out Vector512<ushort> result)
        where TFormat : struct, IPackedFormat =>
        SigmoidPacked.TryForward<TFormat>(input, out result);
}
