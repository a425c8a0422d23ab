using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>operation(left + right), the sum rounded to the element type before the operation takes it.</summary>
/// <typeparam name="TOperation">The operation.</typeparam>
/// <remarks>
/// The float32 sum of two numbers of a 2-byte type may be rounded once more, to that type, as if it had been rounded once: float32 has
/// more than twice its bits and two.
/// </remarks>
internal readonly struct AfterAdd<TOperation> : IZipOperation
    where TOperation : struct, IMapOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TOperation.Float32<TFloat32, TFloat64>(left + right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TOperation.Narrow<TFormat, TFloat32, TFloat64>(TFloat32.RoundTo<TFormat>(left + right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 left, TFloat64 right)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        TOperation.Float64(left + right);
}
