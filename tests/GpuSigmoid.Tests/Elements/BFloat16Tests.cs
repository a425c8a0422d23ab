using System.Globalization;
using CsCheck;
using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Operations;
using Xunit;

namespace GpuSigmoid.Tests.Elements;

/// <summary>The type's conversions against the reference's rounding of integers.</summary>
public sealed class BFloat16Tests
{
    private static readonly FloatFormat Format = FloatFormat.BFloat16;

    [Fact]
    public void EveryValueSurvivesTheWayThroughFloatAndDouble()
    {
        for (int bits = 0; bits < 1 << 16; bits++)
        {
            BFloat16 value = BFloat16.FromBits((ushort)bits);
            Assert.Equal(bits, value.ToBits());
            Assert.Equal(Format.ToFloat64((ulong)bits), (float)value);
            int expected = Format.IsNaN((ulong)bits) ? (int)Format.CanonicalNaN : bits;
            Assert.Equal(expected, ((BFloat16)(float)value).ToBits());
            Assert.Equal(expected, ((BFloat16)(double)(float)value).ToBits());
        }
    }

    /// <summary>Each value, the midpoint to the next one, and the numbers beside both.</summary>
    [Fact]
    public void FloatsAreRoundedToNearestTiesToEven()
    {
        for (uint high = 0; high < 1 << 16; high++)
        {
            foreach (uint low in (uint[])[0, 1, 0x7FFF, 0x8000, 0x8001, 0xFFFF])
                AssertRounds(BitConverter.UInt32BitsToSingle(high << 16 | low));
        }
    }

    /// <summary>The numbers beside a midpoint that float32 does not tell from it.</summary>
    [Fact]
    public void DoublesAreRoundedOnce()
    {
        for (uint high = 0; high < 0x7F80; high++)
        {
            double midpoint = (double)BitConverter.UInt32BitsToSingle(high << 16 | 0x8000);
            foreach (double value in (double[])[midpoint, Math.BitIncrement(midpoint), Math.BitDecrement(midpoint)])
            {
                AssertRounds(value);
                AssertRounds(-value);
            }
        }
        // The midpoint to what would be the next number after the largest.
        double limit = (double)BitConverter.UInt32BitsToSingle(0x7F7F8000);
        AssertRounds(limit);
        AssertRounds(Math.BitDecrement(limit));
        AssertRounds(double.MaxValue);
        AssertRounds(double.Epsilon);
        AssertRounds(-double.Epsilon);
    }

    [Fact]
    public void RandomDoublesAreRoundedOnce() =>
        Gen.OneOf(Gen.Double, Gen.Double[-1e39, 1e39], Gen.Double[-1e-37, 1e-37]).Sample(AssertRounds, iter: 100_000);

    [Fact]
    public void ComparesAsIeee754HasIt()
    {
        BFloat16 zero = (BFloat16)0f, minusZero = (BFloat16)(-0f), nan = (BFloat16)float.NaN, one = (BFloat16)1f;
        Assert.True(zero == minusZero);
        Assert.False(one != BFloat16.FromBits(0x3F80));
        Assert.False(one == zero);
#pragma warning disable CS1718 // That a NaN is not equal to itself is what is tested.
        Assert.False(nan == nan);
        Assert.True(nan != nan);
#pragma warning restore CS1718
        Assert.True(nan.Equals(BFloat16.FromBits(0xFFFF)));
        Assert.True(nan.Equals((object)nan));
        Assert.False(one.Equals((object)1f));
        Assert.Equal(zero.GetHashCode(), minusZero.GetHashCode());
        Assert.Equal(nan.GetHashCode(), BFloat16.FromBits(0xFFFF).GetHashCode());
    }

    [Fact]
    public void PrintsAsItsNumber()
    {
        Assert.Equal("1.5", ((BFloat16)1.5f).ToString(null, CultureInfo.InvariantCulture));
        Assert.Equal("0.33", ((BFloat16)(1 / 3f)).ToString("F2", CultureInfo.InvariantCulture));
        Assert.Equal("1.5", ((BFloat16)1.5f).ToString());
    }

    private static void AssertRounds(double value)
    {
        ulong expected = Expected(value);
        Assert.True(expected == ((BFloat16)value).ToBits(), $"{value:R} gives {((BFloat16)value).ToBits():X4}, not {expected:X4}");
    }

    private static void AssertRounds(float value)
    {
        ulong expected = Expected(value);
        Assert.True(expected == ((BFloat16)value).ToBits(), $"{value:R} gives {((BFloat16)value).ToBits():X4}, not {expected:X4}");
    }

    private static ulong Expected(double value)
    {
        if (double.IsNaN(value))
            return Format.CanonicalNaN;
        if (double.IsInfinity(value))
            return Format.Infinity | (value < 0 ? Format.SignBit : 0);
        return ElementBits.Nearest(Format, value);
    }
}
