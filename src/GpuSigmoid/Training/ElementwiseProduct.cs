using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Training;

/// <summary>left · right.</summary>
internal readonly struct ElementwiseProduct : IZipOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> => left * right;

    /// <remarks>float32 has more than twice the bits of a 2-byte type and two: rounding its result once more is rounding once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 left, TFloat64 right)
        where TFloat64 : unmanaged, ILane<TFloat64> => left * right;
}
