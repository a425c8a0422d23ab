using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>IEEE 754 binary16: 5 bits of exponent with bias 15, 10 of significand.</summary>
internal readonly partial struct HalfFormat : INarrowFormat
{
    private const double ExponentShift = 5.192296858534828e33; // 2^(127 − 15): the biases apart

    private const double MarkRoot = 1 << 8;

    public static double LeastMarked => (1.0 + 1.0 / (1 << 11)) / (1 << 14);

    public static int QuarterPlace => 13 - 2;

    /// <summary>
    /// The exponent and significand moved into float32's places make the value times 2^-112, subnormals included; only the exponent of
    /// infinity and NaN must be widened by hand.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Decode<TFloat32>(TFloat32 bits)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        TFloat32 magnitude = ((bits & TFloat32.OfBits(0x7FFF)) << 13) * TFloat32.Of(ExponentShift);
        magnitude = TFloat32.WhereLess(magnitude, TFloat32.Of(65536), magnitude, magnitude | TFloat32.OfBits(0x7F800000));
        return magnitude | ((bits & TFloat32.OfBits(0x8000)) << 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 ClearMark<TFloat32>(TFloat32 stored)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32> =>
        TailMark.Clear(stored, MarkRoot);

    /// <summary>
    /// A normal result is rounded by adding half of its last place to the bits, less one where the bit before is 0 (ties to even); a
    /// subnormal one by adding 1/2, whose last place is the 2^-24 of float16's subnormals.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Encode<TFloat32>(TFloat32 value)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        TFloat32 magnitude = TFloat32.Abs(value);
        TFloat32 lastBit = (magnitude >>> 13) & TFloat32.OfBits(1);
        TFloat32 normal = TFloat32.AddBits(TFloat32.AddBits(magnitude, TFloat32.OfBits(unchecked(0xFFFu - (112u << 23)))), lastBit) >>> 13;
        TFloat32 subnormal = TFloat32.AddBits(magnitude + TFloat32.Of(0.5), TFloat32.OfBits(unchecked(0u - 0x3F000000u)));
        TFloat32 finite = TFloat32.WhereLess(magnitude, TFloat32.Of(1.0 / (1 << 14)), subnormal, normal);
        TFloat32 signed = TFloat32.WhereLess(magnitude, TFloat32.Of(65520), finite, TFloat32.OfBits(0x7C00)) |
            ((value & TFloat32.OfBits(0x80000000)) >>> 16);
        return TFloat32.WhereEqual(value, value, signed, TFloat32.OfBits(0x7E00));
    }
}
