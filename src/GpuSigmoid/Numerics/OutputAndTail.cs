using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>
/// S(x) and c = copysign(S(−|x|), x), from x, which is given twice. S is recovered from c, which gives the same bits, where that is the
/// shorter way to them.
/// </summary>
/// <typeparam name="TForward">S: <see cref="Forward"/>, or what a device computes it with.</typeparam>
internal readonly struct OutputAndTail<TForward> : IZipPairOperation
    where TForward : struct, ISigmoid
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right, out TFloat32 first, out TFloat32 second)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        second = ForwardTail<TForward>.Float32<TFloat32, TFloat64>(left);
        first = TForward.HasFastFloat64
            ? OutputFromTail.Float32<TFloat32, TFloat64>(second)
            : TForward.Float32<TFloat32, TFloat64>(left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right, out TFloat32 first, out TFloat32 second)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        // A tail is rounded already.
        second = ForwardTail<TForward>.Narrow<TFormat, TFloat32, TFloat64>(left);
        first = OutputFromTail.Narrow<TFormat, TFloat32, TFloat64>(second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Float64<TFloat64>(TFloat64 left, TFloat64 right, out TFloat64 first, out TFloat64 second)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        first = TForward.Float64(left);
        second = ForwardTail<TForward>.Float64(left);
    }
}
