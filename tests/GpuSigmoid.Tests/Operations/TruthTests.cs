using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Operations;

/// <summary>float32 and float64 against the tables, which another program made by other arithmetic than the oracle's.</summary>
public abstract class TruthTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    private const int BlockLength = 1 << 20;

    /// <summary>A sample: the command's verify takes all 4,096.</summary>
    [Theory]
    [InlineData(0x000)] // 0 and the subnormal numbers
    [InlineData(0x390)] // where S leaves 1/2
    [InlineData(0x3B0)] // 0.0027 to 0.0029: 2^14 of these inputs are exact ties of 0.5 + x/4
    [InlineData(0x3F8)] // 1 to 1.125
    [InlineData(0x418)] // 16 to 18: S becomes 1
    [InlineData(0x7F8)] // infinity, then NaN
    [InlineData(0x800)] // -0
    [InlineData(0xBB0)]
    [InlineData(0xC00)] // -2 to -2.25
    [InlineData(0xC2A)] // -80 to -88: S leaves the normal range
    [InlineData(0xC2B)] // -88 to -96: subnormal results
    [InlineData(0xC2C)] // -96 to -104: S becomes 0
    [InlineData(0xFF8)] // -infinity, then NaN
    public void Float32ForwardBlockHasTheTablesHash(int block)
    {
        uint[] bits = new uint[BlockLength];
        for (int i = 0; i < bits.Length; i++)
            bits[i] = ((uint)block << 20) + (uint)i;
        using DeviceMatrix<float> matrix = Device.Upload<float>(MemoryMarshal.Cast<uint, float>(bits), 1024, BlockLength / 1024);
        Sigmoid.Forward(matrix, matrix);
        matrix.CopyTo(MemoryMarshal.Cast<uint, float>(bits.AsSpan()));
        Assert.Equal(Truth.Float32ForwardHash(block), SHA256.HashData(MemoryMarshal.AsBytes(bits.AsSpan())));
    }

    [Fact]
    public void Float64ForwardKeepsTheBoundOnTheTable()
    {
        (double X, double S)[] table = Truth.Float64Forward;
        double[] results = new double[table.Length];
        using (DeviceMatrix<double> matrix = Device.Upload<double>(table.Select(pair => pair.X).ToArray(), 1, table.Length))
        {
            Sigmoid.Forward(matrix, matrix);
            matrix.CopyTo(results);
        }
        Specification specification = Specification.Of(Operation.Forward, FloatFormat.Float64);
        for (int i = 0; i < results.Length; i++)
        {
            ulong x = BitConverter.DoubleToUInt64Bits(table[i].X), result = BitConverter.DoubleToUInt64Bits(results[i]);
            Verdict.AssertAccepts(specification, x, 0, result, $"entry {i}");
            // What is within 0.51 ULP is the nearest number or next to it: this judges the oracle, too.
            AssertNeighbours(table[i].S, results[i], $"S({table[i].X:R})");
        }
    }

    [Fact]
    public void Float32BackwardKeepsTheBoundOnTheTable()
    {
        (float S, float Dy, float Dx)[] table = Truth.Float32Backward;
        float[] results = new float[table.Length];
        using (DeviceMatrix<float> s = Device.Upload<float>(table.Select(entry => entry.S).ToArray(), 1, table.Length))
        using (DeviceMatrix<float> gradient = Device.Upload<float>(table.Select(entry => entry.Dy).ToArray(), 1, table.Length))
        {
            Sigmoid.Backward(s, gradient, gradient);
            gradient.CopyTo(results);
        }
        Specification specification = Specification.Of(Operation.Backward, FloatFormat.Float32);
        for (int i = 0; i < results.Length; i++)
        {
            (float s, float dy, float dx) = table[i];
            ulong result = BitConverter.SingleToUInt32Bits(results[i]);
            Verdict.AssertAccepts(
                specification, BitConverter.SingleToUInt32Bits(s), BitConverter.SingleToUInt32Bits(dy), result, $"entry {i}");
            Assert.True(
                float.IsNaN(dx) ? float.IsNaN(results[i])
                    : dx == results[i] || float.BitIncrement(dx) == results[i] || float.BitDecrement(dx) == results[i],
                $"dx({s:R}, {dy:R}) is {results[i]:R}, {dx:R} by the table");
        }
    }

    private static void AssertNeighbours(double expected, double actual, string what) => Assert.True(
        double.IsNaN(expected) ? double.IsNaN(actual)
            : expected == actual || double.BitIncrement(expected) == actual || double.BitDecrement(expected) == actual,
        $"{what} is {actual:R}, {expected:R} by the table");
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuTruthTests(TestDevices devices) : TruthTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorTruthTests(TestDevices devices) : TruthTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLTruthTests(TestDevices devices) : TruthTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaTruthTests(TestDevices devices) : TruthTests(devices, DeviceNames.Cuda);
