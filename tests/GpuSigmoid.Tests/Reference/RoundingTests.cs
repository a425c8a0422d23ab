using System.Numerics;
using CsCheck;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Reference;

/// <summary>The rounding routine against the conversions of .NET and against the definition of "nearest".</summary>
public sealed class RoundingTests
{
    // All bit patterns, and those near the narrower formats' ranges and midpoints, where patterns drawn at random rarely fall.
    private static readonly Gen<double> Doubles = Gen.OneOf(
        Gen.ULong.Select(BitConverter.UInt64BitsToDouble),
        Gen.Select(Gen.Float, Gen.Int[-2, 2], (value, step) => MidpointAbove(value) + step * Math.ScaleB(1, -1074)),
        Gen.Select(Gen.Float, Gen.Int[-2, 2], (value, step) => Neighbour(MidpointAbove(value), step)),
        Gen.Select(Gen.UShort, Gen.Int[-2, 2], (bits, step) => Neighbour(MidpointAbove(BitConverter.UInt16BitsToHalf(bits)), step)));

    [Fact]
    public void AgreesWithTheConversionToFloat32() => Doubles.Where(double.IsFinite).Sample(
        value => BitConverter.SingleToUInt32Bits((float)value) == RoundTo(FloatFormat.Float32, value), iter: 200_000);

    [Fact]
    public void AgreesWithTheConversionToHalf() => Doubles.Where(double.IsFinite).Sample(
        value => BitConverter.HalfToUInt16Bits((Half)value) == RoundTo(FloatFormat.Float16, value), iter: 200_000);

    [Fact]
    public void KeepsEveryFloat64() => Doubles.Where(double.IsFinite).Sample(
        value => BitConverter.DoubleToUInt64Bits(value) == RoundTo(FloatFormat.Float64, value), iter: 100_000);

    [Fact]
    public void AgreesWithTheConversionOfIntegers() => Gen.Select(Gen.ULong, Gen.ULong).Sample((high, low) =>
    {
        UInt128 integer = new(high, low);
        ulong expected = BitConverter.DoubleToUInt64Bits((double)integer);
        return expected == Rounding.Round(negative: false, integer, 0, sticky: false, FloatFormat.Float64)
            && expected == Rounding.Round(negative: false, (BigInteger)integer, 0, sticky: false, FloatFormat.Float64);
    }, iter: 100_000);

    [Fact]
    public void BFloat16IsTheUpperHalfOfFloat32RoundedToEven() => Gen.Float.Where(float.IsFinite).Sample(value =>
    {
        // The carry of adding 0x7FFF, or 0x8000 to an odd upper half, is the rounding.
        uint bits = BitConverter.SingleToUInt32Bits(value);
        uint expected = (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16;
        return expected == RoundTo(FloatFormat.BFloat16, value);
    }, iter: 100_000);

    [Theory]
    [InlineData(0b1001UL, 0, false, 0b100UL)] // A tie goes to the even neighbour.
    [InlineData(0b1011UL, 0, false, 0b110UL)]
    [InlineData(0b1001UL, 0, true, 0b101UL)] // Anything beyond the tie goes up.
    [InlineData(0b1000UL, 0, true, 0b100UL)]
    public void TiesAndStickyBits(ulong significand, int exponent, bool sticky, ulong expected)
    {
        FloatFormat threeBits = new("three bits", 3, -14, 15);
        ulong rounded = Rounding.Round(negative: false, (UInt128)significand, exponent, sticky, threeBits);
        Assert.Equal(2.0 * expected, threeBits.ToFloat64(rounded));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void BoundariesOfTheRange(FloatFormat format)
    {
        int half = format.SmallestSubnormalExponent - 1;
        Assert.Equal(0UL, Rounding.Round(negative: false, UInt128.One, half, sticky: false, format));
        Assert.Equal(1UL, Rounding.Round(negative: false, UInt128.One << 8, half - 8, sticky: true, format));
        Assert.Equal(format.SignBit, Rounding.Round(negative: true, UInt128.One << 8, half - 9, sticky: true, format));
        Assert.Equal(format.SignBit, Rounding.Round(negative: true, UInt128.Zero, 0, sticky: false, format));

        // The largest finite number plus half a unit in its last place is a tie, which goes to infinity; less than that does not.
        UInt128 tie = ((UInt128.One << format.Precision) << 1) - 1;
        int exponent = format.MaximumExponent - format.Precision;
        Assert.Equal(format.Infinity, Rounding.Round(negative: false, tie, exponent, sticky: false, format));
        Assert.Equal(format.LargestFinite, Rounding.Round(negative: false, (tie << 1) - 1, exponent - 1, sticky: true, format));
        Assert.Equal(format.SignBit | format.Infinity, Rounding.Round(negative: true, UInt128.One, 1 << 20, sticky: false, format));
    }

    [Fact]
    public void RefusesAStickyBitThatLeavesTheResultOpen() => Assert.Throws<ArgumentException>(
        () => Rounding.Round(negative: false, UInt128.One, 0, sticky: true, FloatFormat.Float32));

    public static TheoryData<FloatFormat> Formats() => [.. FloatFormat.All];

    private static ulong RoundTo(FloatFormat format, double value)
    {
        ExactNumber exact = ExactNumber.Of(BitConverter.DoubleToUInt64Bits(value), FloatFormat.Float64);
        return Rounding.Round(double.IsNegative(value), BigInteger.Abs(exact.Significand), exact.Exponent, sticky: false, format);
    }

    private static double MidpointAbove(float value) => ((double)value + float.BitIncrement(value)) / 2;

    private static double MidpointAbove(Half value) => ((double)value + (double)Half.BitIncrement(value)) / 2;

    private static double Neighbour(double value, int steps) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) + steps);
}
