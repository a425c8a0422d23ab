using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Reference;

/// <summary>The oracle and the tables come from different programs and different arithmetic: they must agree to the last bit.</summary>
public sealed class TruthTableTests
{
    [Fact]
    public void Float16ForwardAgreesForEveryInput()
    {
        Assert.Equal(65536, Truth.Float16Forward.Length);
        for (int x = 0; x < Truth.Float16Forward.Length; x++)
        {
            ushort s = BitConverter.HalfToUInt16Bits(Oracle.Sigmoid(BitConverter.UInt16BitsToHalf((ushort)x)));
            Assert.True(Truth.Float16Forward[x] == s, $"S({x:X4}): table {Truth.Float16Forward[x]:X4}, oracle {s:X4}");
        }
    }

    [Fact]
    public void BFloat16ForwardAgreesForEveryInput()
    {
        Assert.Equal(65536, Truth.BFloat16Forward.Length);
        for (int x = 0; x < Truth.BFloat16Forward.Length; x++)
        {
            ushort s = Oracle.SigmoidBFloat16((ushort)x);
            Assert.True(Truth.BFloat16Forward[x] == s, $"S({x:X4}): table {Truth.BFloat16Forward[x]:X4}, oracle {s:X4}");
        }
    }

    [Fact]
    public void Float64ForwardAgrees()
    {
        Assert.Equal(65536, Truth.Float64Forward.Length);
        foreach ((double x, double expected) in Truth.Float64Forward)
        {
            AssertSameBits(expected, Oracle.Sigmoid(x), $"S({x:R})");
        }
    }

    /// <summary>
    /// But for two entries, where dy · s is exactly halfway between two numbers and 1 − s, which 113 bits do not tell from 1 at s below
    /// 2^-113, puts the exact value below: the table rounded the tie to even, upwards. data/truth/README.md names them.
    /// </summary>
    [Fact]
    public void Float32BackwardAgrees()
    {
        Assert.Equal(65536, Truth.Float32Backward.Length);
        List<int> invisibleTies = [];
        for (int i = 0; i < Truth.Float32Backward.Length; i++)
        {
            (float s, float dy, float expected) = Truth.Float32Backward[i];
            float actual = Oracle.Backward(s, dy);
            // The product of two float32 numbers and the midpoint of two neighbours are exact in float64.
            bool tie = (double)s * dy == ((double)expected + actual) / 2;
            if (expected != actual && tie && s > 0 && s < Math.ScaleB(1, -113))
            {
                Assert.True(Math.Abs(actual) < Math.Abs(expected), $"dx({s:R}, {dy:R}) was not rounded towards zero");
                invisibleTies.Add(i);
            }
            else
            {
                AssertSameBits(expected, actual, $"dx({s:R}, {dy:R})");
            }
        }
        Assert.Equal([6936, 19664], invisibleTies);
    }

    [Theory]
    [InlineData(0x3B0)] // 0.0027 to 0.0029: 2^14 of these inputs are exact ties of 0.5 + x/4.
    [InlineData(0xC2B)] // -86 to -96: results from the normal range down into the subnormal numbers.
    [InlineData(0x7F8)] // Infinity, then NaN.
    [InlineData(0x800)] // -0 and the subnormal numbers.
    public void Float32ForwardBlockHasTheTablesHash(int block)
    {
        float[] outputs = new float[1 << 20];
        Parallel.For(0, 64, part =>
        {
            int length = outputs.Length / 64;
            for (int i = part * length; i < (part + 1) * length; i++)
            {
                outputs[i] = Oracle.Sigmoid(BitConverter.UInt32BitsToSingle(((uint)block << 20) + (uint)i));
            }
        });
        Assert.Equal(Truth.Float32ForwardHash(block), SHA256.HashData(MemoryMarshal.AsBytes(outputs.AsSpan())));
    }

    private static void AssertSameBits(double expected, double actual, string what) => Assert.True(
        BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual)
            || (double.IsNaN(expected) && double.IsNaN(actual)),
        $"{what}: table {expected:R}, oracle {actual:R}");
}
