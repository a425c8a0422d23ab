using CsCheck;
using GpuSigmoid.Numerics;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Numerics;

/// <summary>The 2-byte formats' conversions against System.Half and, for bfloat16, against rounding in integers.</summary>
public sealed class NarrowFormatTests
{
    private static readonly ulong[] Every = [.. Enumerable.Range(0, 65536).Select(bits => (ulong)bits)];

    [Fact]
    public void EveryHalfIsDecoded() => Assert.Equal(
        Every.Select(bits => Canonical((float)BitConverter.UInt16BitsToHalf((ushort)bits))),
        LaneRunner.Decode<HalfFormat>(Every));

    [Fact]
    public void EveryBFloat16IsDecoded() => Assert.Equal(
        Every.Select(bits => Canonical(BitConverter.UInt32BitsToSingle((uint)bits << 16))),
        LaneRunner.Decode<BFloat16Format>(Every));

    [Fact]
    public void EveryHalfComesBack() => Assert.Equal(
        Every.Select(bits => FloatFormat.Float16.IsNaN(bits) ? FloatFormat.Float16.CanonicalNaN : bits),
        LaneRunner.Encode<HalfFormat>(LaneRunner.Decode<HalfFormat>(Every)));

    [Fact]
    public void EveryBFloat16ComesBack() => Assert.Equal(
        Every.Select(bits => FloatFormat.BFloat16.IsNaN(bits) ? FloatFormat.BFloat16.CanonicalNaN : bits),
        LaneRunner.Encode<BFloat16Format>(LaneRunner.Decode<BFloat16Format>(Every)));

    /// <summary>Around each midpoint of two neighbours, where rounding is decided: the midpoint, and the float32 on either side.</summary>
    [Fact]
    public void MidpointsAreRoundedToEvenAsHalf()
    {
        ulong[] values = Around(LaneRunner.Decode<HalfFormat>(Every[..0x7C00]), Midpoint);
        Assert.Equal(values.Select(RoundedToHalf), LaneRunner.Encode<HalfFormat>(values));
    }

    [Fact]
    public void MidpointsAreRoundedToEvenAsBFloat16()
    {
        ulong[] values = Around(LaneRunner.Decode<BFloat16Format>(Every[..0x7F80]), bits => bits + 0x8000);
        Assert.Equal(values.Select(RoundedToBFloat16), LaneRunner.Encode<BFloat16Format>(values));
    }

    [Fact]
    public void AnyFloat32IsRoundedToHalf() => Gen.UInt.Array[16].Sample(
        bits => Array.ConvertAll(bits, value => RoundedToHalf(value)).SequenceEqual(
            LaneRunner.Encode<HalfFormat>(Array.ConvertAll(bits, value => (ulong)value))),
        iter: 20_000);

    [Fact]
    public void AnyFloat32IsRoundedToBFloat16() => Gen.UInt.Array[16].Sample(
        bits => Array.ConvertAll(bits, value => RoundedToBFloat16(value)).SequenceEqual(
            LaneRunner.Encode<BFloat16Format>(Array.ConvertAll(bits, value => (ulong)value))),
        iter: 20_000);

    private static ulong Canonical(float value) =>
        float.IsNaN(value) ? FloatFormat.Float32.CanonicalNaN : BitConverter.SingleToUInt32Bits(value);

    private static ulong[] Around(ulong[] decoded, Func<ulong, ulong> midpointAbove) =>
    [
        .. from value in decoded
           let below = midpointAbove(value) - 1
           from step in Enumerable.Range(0, 3)
           from negative in Enumerable.Range(0, 2)
           select (below + (ulong)step) | ((ulong)negative << 31),
    ];

    // Halfway to the next Half: the unit in the last place is 2^-10 of the power of two, 2^-24 below the normal range.
    private static ulong Midpoint(ulong bits)
    {
        float value = BitConverter.UInt32BitsToSingle((uint)bits);
        float unit = Math.Max(MathF.ScaleB(1, value == 0 ? -24 : MathF.ILogB(value) - 10), MathF.ScaleB(1, -24));
        return BitConverter.SingleToUInt32Bits(value + unit / 2);
    }

    private static ulong RoundedToHalf(ulong bits)
    {
        ulong half = BitConverter.HalfToUInt16Bits((Half)BitConverter.UInt32BitsToSingle((uint)bits));
        return FloatFormat.Float16.IsNaN(half) ? FloatFormat.Float16.CanonicalNaN : half;
    }

    private static ulong RoundedToBFloat16(ulong bits)
    {
        if (FloatFormat.Float32.IsNaN(bits))
            return FloatFormat.BFloat16.CanonicalNaN;
        ulong below = bits >> 16, lost = bits & 0xFFFF;
        return lost > 0x8000 || (lost == 0x8000 && (below & 1) != 0) ? below + 1 : below;
    }
}
