using System.Runtime.InteropServices;
using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Memory;

/// <summary>Host memory that the test owns, on the devices that work in the host's address space.</summary>
public abstract unsafe class ForeignMemoryTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    private const int Rows = 3, Columns = 5, LeadingDimension = 7, Length = Rows * LeadingDimension;

    [Fact]
    public void PassesReadAndWriteTheOwnersMemoryInPlace()
    {
        float* memory = (float*)NativeMemory.AlignedAlloc(Length * sizeof(float), sizeof(float));
        try
        {
            Span<float> values = new(memory, Length);
            for (int i = 0; i < Length; i++)
                values[i] = i - 10;
            long held = Device.BytesHeld;
            using (DeviceMatrix<float> matrix = Device.Wrap<float>((nint)memory, Rows, Columns, LeadingDimension))
            {
                Sigmoid.Forward(matrix, matrix);
                Device.Synchronize();
                Assert.Equal(held, Device.BytesHeld);
            }
            // Still there, though the matrix is disposed of; and what lies between the rows is as it was.
            for (int i = 0; i < Length; i++)
                Assert.Equal(i % LeadingDimension < Columns ? Oracle.Sigmoid((float)(i - 10)) : i - 10, values[i]);
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    [Fact]
    public void TwoWrapsOfTheSameMemoryAreKnownToOverlap()
    {
        Span<float> values = stackalloc float[8];
        fixed (float* memory = values)
        {
            using DeviceMatrix<float> first = Device.Wrap<float>((nint)memory, 1, 6);
            using DeviceMatrix<float> same = Device.Wrap<float>((nint)memory, 1, 6);
            using DeviceMatrix<float> shifted = Device.Wrap<float>((nint)(memory + 2), 1, 6);
            Sigmoid.Forward(first, same);
            Device.Synchronize();
            Assert.Equal("output", Assert.Throws<ArgumentException>(() => Sigmoid.Forward(first, shifted)).ParamName);
        }
    }

    [Fact]
    public void OnlyCudaHasAContext() => Assert.Equal(0, Device.CudaContext);

    [Fact]
    public void AddressesThatCannotBeAreRefused()
    {
        Assert.Contains("0x0", Assert.Throws<ArgumentException>(() => Device.Wrap<float>(0, 1, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("4 bytes", Assert.Throws<ArgumentException>(() => Device.Wrap<float>(0x1002, 1, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Device.Wrap<float>(0x1000, 2, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Device.Wrap<float>(0x1000, -1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Device.Wrap<float>(0x1000, long.MaxValue, 3));
        using DeviceMatrix<float> empty = Device.Wrap<float>(0, 0, 3);
        Assert.Equal(0, empty.Length);
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuForeignMemoryTests(TestDevices devices) : ForeignMemoryTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorForeignMemoryTests(TestDevices devices) : ForeignMemoryTests(devices, DeviceNames.CpuSimulator);

/// <summary>OpenCL's buffers have handles: that is said.</summary>
[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLForeignMemoryTests(TestDevices devices) : DeviceSuite(devices, DeviceNames.OpenCL)
{
    [Fact]
    public void ThereIsNoContext() => Assert.Equal(0, Device.CudaContext);

    [Fact]
    public void NothingCanBeWrapped() => Assert.Contains(
        DeviceNames.OpenCL, Assert.Throws<NotSupportedException>(() => Device.Wrap<float>(0x1000, 1, 1)).Message, StringComparison.Ordinal);
}
