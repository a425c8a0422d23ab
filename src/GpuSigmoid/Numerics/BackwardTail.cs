using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>dx = dy · |c| · (1 − |c|), from c = copysign(S(−|x|), x) and the output gradient dy: S′ is even.</summary>
internal readonly struct BackwardTail : IZipOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        Backward.Float32<TFloat32, TFloat64>(TFloat32.Abs(left), right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        Backward.Narrow<TFormat, TFloat32, TFloat64>(TFloat32.Abs(left), right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 left, TFloat64 right)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        Backward.Float64(TFloat64.Abs(left), right);

    public static bool TakesPacked => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPacked<TFormat>(Vector512<ushort> left, Vector512<ushort> right, out Vector512<ushort> result)
        where TFormat : struct, IPackedFormat =>
        GradientPacked.TryBackward<TFormat>(Vector512.AndNot(left, Vector512.Create((ushort)0x8000)), right, out result);
}
