using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Layer;

/// <summary>Each error of a layer says what to do, and the layer goes on.</summary>
public abstract class LayerErrorTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    [Fact]
    public void BackwardWithoutForward()
    {
        using SigmoidLayer<float> layer = new(Device, 4, 3);
        using DeviceMatrix<float> dy = Device.Upload(new float[4, 3]);
        AssertSays(Assert.Throws<InvalidOperationException>(() => layer.Backward(dy)), "call Forward");
        AssertSays(Assert.Throws<InvalidOperationException>(() => layer.Output), "call Forward");
        AssertWorks(layer, dy);
    }

    [Fact]
    public void ASecondDevicesMatrix()
    {
        using SigmoidDevice otherDevice = SigmoidDevice.Open(DeviceNames.Cpu);
        using SigmoidLayer<float> layer = new(Device, 4, 3);
        using DeviceMatrix<float> here = Device.Upload(new float[4, 3]), there = otherDevice.Upload(new float[4, 3]);
        AssertSays(Assert.Throws<DeviceMismatchException>(() => layer.Forward(there)), "The input", "the layer", Device.Name, "cpu");
        layer.Forward(here);
        AssertSays(
            Assert.Throws<DeviceMismatchException>(() => layer.Backward(there)), "The output gradient", "the layer", Device.Name, "cpu");
        AssertWorks(layer, here);
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(4, 2)]
    [InlineData(4, 4)]
    public void AnInputOfAnotherShape(int rows, int columns)
    {
        using SigmoidLayer<float> layer = new(Device, 4, 3);
        using DeviceMatrix<float> x = Device.Upload(new float[rows, columns]), right = Device.Upload(new float[4, 3]);
        AssertSays(Assert.Throws<ShapeMismatchException>(() => layer.Forward(x)), $"{rows} x {columns}", "up to 4 rows of 3 columns");
        AssertWorks(layer, right);
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    public void AGradientOfAnotherShapeThanTheLastOutput(int rows, int columns)
    {
        using SigmoidLayer<float> layer = new(Device, 4, 3);
        using DeviceMatrix<float> x = Device.Upload(new float[2, 3]), dy = Device.Upload(new float[rows, columns]);
        layer.Forward(x);
        AssertSays(
            Assert.Throws<ShapeMismatchException>(() => layer.Backward(dy)),
            $"{rows} x {columns}", "2 x 3", "Backward takes the gradient of the batch that Forward took last");
        AssertWorks(layer, x);
    }

    /// <summary>A Forward that was refused leaves the last output, which Backward still takes.</summary>
    [Fact]
    public void ARefusedForwardLeavesTheLastOutput()
    {
        using SigmoidLayer<float> layer = new(Device, 4, 3);
        using DeviceMatrix<float> x = Device.Upload(new float[2, 3]), tooLarge = Device.Upload(new float[5, 3]);
        DeviceMatrix<float> gone = Device.Upload(new float[4, 3]);
        gone.Dispose();
        DeviceMatrix<float> output = layer.Forward(x);
        Assert.Throws<ShapeMismatchException>(() => layer.Forward(tooLarge));
        Assert.Throws<ObjectDisposedException>(() => layer.Forward(gone));
        Assert.Same(output, layer.Output);
        Assert.Equal(2, layer.Backward(x).Rows);
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(3, -1)]
    public void ACapacityThatIsNone(int capacity, int columns)
    {
        long held = Device.BytesHeld;
        Assert.Throws<ArgumentOutOfRangeException>(() => new SigmoidLayer<float>(Device, capacity, columns).Dispose());
        Assert.Equal(held, Device.BytesHeld);
    }

    private static void AssertSays(Exception exception, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));

    // x and dy are zeros: S is 1/2 and dx is 0.
    private static void AssertWorks(SigmoidLayer<float> layer, DeviceMatrix<float> zeros)
    {
        float[] values = new float[zeros.Length];
        layer.Forward(zeros).CopyTo(values);
        Assert.All(values, value => Assert.Equal(0.5f, value));
        layer.Backward(zeros).CopyTo(values);
        Assert.All(values, value => Assert.Equal(0, value));
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuLayerErrorTests(TestDevices devices) : LayerErrorTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorLayerErrorTests(TestDevices devices) : LayerErrorTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLLayerErrorTests(TestDevices devices) : LayerErrorTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaLayerErrorTests(TestDevices devices) : LayerErrorTests(devices, DeviceNames.Cuda);
