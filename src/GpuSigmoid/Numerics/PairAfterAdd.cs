using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>Both results of operation(left + right), as <see cref="AfterAdd{TOperation}"/> has the one; the sum is given twice.</summary>
/// <typeparam name="TOperation">The operation.</typeparam>
internal readonly struct PairAfterAdd<TOperation> : IZipPairOperation
    where TOperation : struct, IZipPairOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right, out TFloat32 first, out TFloat32 second)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat32 sum = left + right;
        TOperation.Float32<TFloat32, TFloat64>(sum, sum, out first, out second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right, out TFloat32 first, out TFloat32 second)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat32 sum = TFloat32.RoundTo<TFormat>(left + right);
        TOperation.Narrow<TFormat, TFloat32, TFloat64>(sum, sum, out first, out second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Float64<TFloat64>(TFloat64 left, TFloat64 right, out TFloat64 first, out TFloat64 second)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 sum = left + right;
        TOperation.Float64(sum, sum, out first, out second);
    }
}
