using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>
/// dx = dy · m · (1 − m), m being the middle of what the cached tail of x and its <see cref="TailMark"/> leave of S(−|x|): S′ is even.
/// </summary>
internal readonly struct BackwardTail : IZipOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        Backward.Of(TailMark.Middle<TFloat32, TFloat64>(left), right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        GradientNarrow.BackwardOfMiddle<TFloat32, TFloat64>(TailMark.MiddleNarrow<TFormat, TFloat32>(left), right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 left, TFloat64 right)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        GradientFloat64.BackwardTail(left, right);

    public static bool TakesPacked => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPacked<TFormat>(Vector512<ushort> left, Vector512<ushort> right, out Vector512<ushort> result)
        where TFormat : struct, IPackedFormat =>
        GradientPacked.TryBackwardTail<TFormat>(left, right, out result);
}
