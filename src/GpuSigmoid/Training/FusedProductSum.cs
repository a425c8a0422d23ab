using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Training;

/// <summary>first · second + third with one rounding.</summary>
internal readonly struct FusedProductSum : ITernaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> => TFloat32.FusedMultiplyAdd(first, second, third);

    /// <remarks>Launch takes no 2-byte type here: the float32 sum would have to be rounded to odd.</remarks>
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> => throw new NotSupportedException();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 first, TFloat64 second, TFloat64 third)
        where TFloat64 : unmanaged, ILane<TFloat64> => TFloat64.FusedMultiplyAdd(first, second, third);
}
