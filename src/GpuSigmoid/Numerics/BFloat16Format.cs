using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>bfloat16: the upper half of a float32.</summary>
internal readonly partial struct BFloat16Format : INarrowFormat
{
    public static double LeastMarked => 1.180086125630187e-38; // 2^-126 + 2^-134

    public static int QuarterPlace => 16 - 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Decode<TFloat32>(TFloat32 bits)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32> =>
        bits << 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 ClearMark<TFloat32>(TFloat32 stored)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32> =>
        TailMark.Clear(stored);

    /// <summary>Rounded by adding half of the last place to the bits, less one where the bit before is 0 (ties to even).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Encode<TFloat32>(TFloat32 value)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        TFloat32 lastBit = (value >>> 16) & TFloat32.OfBits(1);
        TFloat32 rounded = TFloat32.AddBits(TFloat32.AddBits(value, TFloat32.OfBits(0x7FFF)), lastBit) >>> 16;
        return TFloat32.WhereEqual(value, value, rounded, TFloat32.OfBits(0x7FC0));
    }
}
