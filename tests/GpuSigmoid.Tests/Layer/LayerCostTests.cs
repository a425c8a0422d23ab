using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Layer;

/// <summary>What a training step costs beyond its arithmetic: nothing across the bus, and nothing for the garbage collector.</summary>
public abstract class LayerCostTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    private const int Rows = 64, Columns = 129;
    private const int Bytes = Rows * Columns * sizeof(float);

    private const int StepsPerBatch = 100;

    /// <summary>What a step may allocate on the managed heap.</summary>
    protected virtual long AllocatedBytesPerStep => 0;

    [Fact]
    public void NoByteCrossesBetweenForwardAndBackward()
    {
        SigmoidDevice device = Device;
        using MetricsProbe probe = new(device.Name);
        float[] host = new float[Rows * Columns];
        using (DeviceMatrix<float> x = device.Upload<float>(host, Rows, Columns), dy = device.Upload<float>(host, Rows, Columns))
        using (SigmoidLayer<float> layer = new(device, Rows, Columns))
        {
            Assert.Equal((2 * Bytes, 0, 0), (probe.HostToDevice, probe.DeviceToHost, probe.Launches));
            Assert.Equal(4 * Bytes, probe.BytesHeld);
            layer.Forward(x);
            DeviceMatrix<float> dx = layer.Backward(dy);
            Assert.Equal((2 * Bytes, 0, 2), (probe.HostToDevice, probe.DeviceToHost, probe.Launches));
            dx.CopyTo(host);
            Assert.Equal((2 * Bytes, Bytes, 2), (probe.HostToDevice, probe.DeviceToHost, probe.Launches));
            layer.Forward(x.RowRange(0, 3));
            layer.Backward(dy.RowRange(0, 3));
            layer.Output.View(0, 1, 2, 7).CopyTo(host.AsSpan(0, 14));
            Assert.Equal((2 * Bytes, Bytes + 14 * sizeof(float), 4), (probe.HostToDevice, probe.DeviceToHost, probe.Launches));
            Assert.Equal(4 * Bytes, probe.BytesHeld);
        }
        Assert.Equal(0, probe.BytesHeld);
    }

    [Fact]
    public void WhatIsEmptyIsNotLaunched()
    {
        SigmoidDevice device = Device;
        using MetricsProbe probe = new(device.Name);
        using DeviceMatrix<float> x = device.Allocate<float>(0, Columns);
        using SigmoidLayer<float> layer = new(device, Rows, Columns);
        layer.Forward(x);
        layer.Backward(x);
        Assert.Equal((0, 0, 0), (probe.HostToDevice, probe.DeviceToHost, probe.Launches));
    }

    /// <summary>Smaller and larger than what the CPU's threads share, and than its caches.</summary>
    [Theory]
    [InlineData(8, 16)]
    [InlineData(257, 300)]
    [InlineData(1024, 2100)]
    public void ASteadyStepAllocatesNothing(int rows, int columns)
    {
        SigmoidDevice device = Device;
        using DeviceMatrix<float> x = device.Allocate<float>(rows, columns), dy = device.Allocate<float>(rows, columns);
        x.CopyFrom(new float[rows, columns]);
        dy.CopyFrom(new float[rows, columns]);
        using SigmoidLayer<float> layer = new(device, rows, columns);
        long allowed = StepsPerBatch * AllocatedBytesPerStep;
        Assert.InRange(SteadyAllocation.LeastOf(() => Steps(layer, x, dy), allowed), 0, allowed);
        device.Synchronize();
    }

    private static void Steps(SigmoidLayer<float> layer, DeviceMatrix<float> x, DeviceMatrix<float> dy)
    {
        for (int step = 0; step < StepsPerBatch; step++)
        {
            layer.Forward(x);
            layer.Backward(dy);
        }
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuLayerCostTests(TestDevices devices) : LayerCostTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorLayerCostTests(TestDevices devices) : LayerCostTests(devices, DeviceNames.CpuSimulator)
{
    /// <summary>ILGPU's CPU accelerator makes a task of each launch, 144 bytes when measured: a little, whatever the size.</summary>
    protected override long AllocatedBytesPerStep => 2 * 1024;
}

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLLayerCostTests(TestDevices devices) : LayerCostTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaLayerCostTests(TestDevices devices) : LayerCostTests(devices, DeviceNames.Cuda);
