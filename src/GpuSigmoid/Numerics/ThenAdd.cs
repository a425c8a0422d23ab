using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>operation(first, second) + third, the operation's result rounded to the element type before it is added.</summary>
/// <typeparam name="TOperation">The operation.</typeparam>
/// <remarks>The sum is rounded once: <see cref="AfterAdd{TOperation}"/> says why float32 may hold it meanwhile.</remarks>
internal readonly struct ThenAdd<TOperation> : ITernaryOperation
    where TOperation : struct, IZipOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TOperation.Float32<TFloat32, TFloat64>(first, second) + third;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TFloat32.RoundTo<TFormat>(TOperation.Narrow<TFormat, TFloat32, TFloat64>(first, second)) + third;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 first, TFloat64 second, TFloat64 third)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        TOperation.Float64(first, second) + third;
}
