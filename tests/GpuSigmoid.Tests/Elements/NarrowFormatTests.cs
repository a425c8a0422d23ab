using System.Runtime.Intrinsics;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;
using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Operations;
using Xunit;

namespace GpuSigmoid.Tests.Elements;

/// <summary>How 2-byte elements become float32 values and back, on the lanes of the CPU and of the kernels.</summary>
public sealed class NarrowFormatTests
{
    [Fact]
    public void Float16IsDecodedExactly() => IsDecodedExactly<HalfFormat>(FloatFormat.Float16);

    [Fact]
    public void BFloat16IsDecodedExactly() => IsDecodedExactly<BFloat16Format>(FloatFormat.BFloat16);

    [Fact]
    public void Float16IsRoundedOnce() => IsRoundedOnce<HalfFormat>(FloatFormat.Float16);

    [Fact]
    public void BFloat16IsRoundedOnce() => IsRoundedOnce<BFloat16Format>(FloatFormat.BFloat16);

    private static void IsDecodedExactly<TFormat>(FloatFormat format)
        where TFormat : struct, INarrowFormat
    {
        for (uint bits = 0; bits < 1 << 16; bits++)
        {
            double expected = format.ToFloat64(bits);
            float vector = ((Vector512<float>)TFormat.Decode(Float32x16.OfBits(bits)))[5];
            AssertSame(expected, vector, bits);
            AssertSame(expected, TFormat.Decode(Float32x1.OfBits(bits)).Value, bits);
        }
    }

    // Every value, the midpoint to the next one and what lies beside them; and float32 values of every exponent.
    private static void IsRoundedOnce<TFormat>(FloatFormat format)
        where TFormat : struct, INarrowFormat
    {
        Random random = new(6);
        for (uint bits = 0; bits < 1 << 16; bits++)
        {
            AssertRounds<TFormat>(format, (uint)random.NextInt64(1L << 32));
            if (!format.IsFinite(bits) || !format.IsFinite(bits + 1))
                continue;
            double midpoint = (format.ToFloat64(bits) + format.ToFloat64(bits + 1)) / 2;
            foreach (double value in (double[])[format.ToFloat64(bits), midpoint])
            {
                uint middle = BitConverter.SingleToUInt32Bits((float)value);
                AssertRounds<TFormat>(format, middle);
                AssertRounds<TFormat>(format, middle + 1);
                AssertRounds<TFormat>(format, middle - 1);
            }
        }
        // 65520 is halfway from float16's largest number to what would come next.
        foreach (float value in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, 65519.996f, 65520])
            AssertRounds<TFormat>(format, BitConverter.SingleToUInt32Bits(value));
    }

    private static void AssertRounds<TFormat>(FloatFormat format, uint value)
        where TFormat : struct, INarrowFormat
    {
        ulong expected = FloatFormat.Float32.IsNaN(value) ? format.CanonicalNaN
            : FloatFormat.Float32.IsInfinite(value) ? format.Infinity | (FloatFormat.Float32.IsNegative(value) ? format.SignBit : 0)
            : ElementBits.Nearest(format, BitConverter.UInt32BitsToSingle(value));
        uint vector = ((Vector512<float>)TFormat.Encode(Float32x16.OfBits(value))).AsUInt32()[11];
        uint scalar = TFormat.Encode(Float32x1.OfBits(value)).Bits;
        // What stands above the low half of an element is dropped.
        Assert.True(expected == (vector & 0xFFFF), $"{value:X8} gives {vector:X4} in a vector, not {expected:X4}");
        Assert.True(expected == (scalar & 0xFFFF), $"{value:X8} gives {scalar:X4} in a kernel, not {expected:X4}");
    }

    private static void AssertSame(double expected, float actual, uint bits) => Assert.True(
        double.IsNaN(expected) ? float.IsNaN(actual) : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual),
        $"{bits:X4} gives {actual:R}, not {expected:R}");
}
