using GpuSigmoid.Memory;
using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Layer;

/// <summary>The layer keeps its output, takes smaller batches, and says what to do where it cannot go on.</summary>
public abstract class LayerTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    private const int Capacity = 6, Columns = 5;

    [Fact]
    public void BackwardTakesTheOutputThatForwardKept()
    {
        using SigmoidLayer<float> layer = new(Device, Capacity, Columns);
        using DeviceMatrix<float> x = Batch(Capacity, 0), dy = Batch(Capacity, 100);
        DeviceMatrix<float> output = layer.Forward(x);
        Assert.Same(output, layer.Output);
        float[] s = Contents(output);
        Assert.Equal(Contents(x).Select(Oracle.Sigmoid), s);
        AssertIsGradient(s, Contents(dy), Contents(layer.Backward(dy)));
        Assert.Equal(s, Contents(layer.Output));
    }

    [Fact]
    public void TheBackwardPassIsThatOfTheLastForward()
    {
        using SigmoidLayer<float> layer = new(Device, Capacity, Columns);
        using DeviceMatrix<float> first = Batch(Capacity, 0), second = Batch(Capacity, 30), dy = Batch(Capacity, 100);
        layer.Forward(first);
        layer.Backward(dy);
        float[] s = Contents(layer.Forward(second));
        AssertIsGradient(s, Contents(dy), Contents(layer.Backward(dy)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Capacity - 1)]
    [InlineData(0)]
    public void ABatchMayHaveFewerRows(int rows)
    {
        using SigmoidLayer<float> layer = new(Device, Capacity, Columns);
        using DeviceMatrix<float> whole = Batch(Capacity, 0), x = Batch(rows, 50), dy = Batch(rows, 100);
        layer.Forward(whole);
        float[] s = Contents(layer.Forward(x));
        Assert.Equal(Contents(x).Select(Oracle.Sigmoid), s);
        DeviceMatrix<float> dx = layer.Backward(dy);
        Assert.Equal((rows, Columns), (dx.Rows, dx.Columns));
        AssertIsGradient(s, Contents(dy), Contents(dx));
        // And a whole one after it.
        Assert.Equal(Contents(whole).Select(Oracle.Sigmoid), Contents(layer.Forward(whole)));
    }

    [Fact]
    public void BuffersAreAllocatedOnceAndReused()
    {
        SigmoidDevice device = Device;
        using DeviceMatrix<float> whole = Batch(Capacity, 0), part = Batch(2, 50);
        long before = device.BytesHeld;
        using (SigmoidLayer<float> layer = new(device, Capacity, Columns))
        {
            long held = device.BytesHeld;
            Assert.Equal(before + 2 * Capacity * Columns * sizeof(float), held);
            MatrixSlice output = layer.Forward(whole).Slice, gradient = layer.Backward(whole).Slice;
            foreach (DeviceMatrix<float> batch in (DeviceMatrix<float>[])[part, whole, part, part])
            {
                DeviceMatrix<float> s = layer.Forward(batch), dx = layer.Backward(batch);
                Assert.Same(output.Buffer, s.Slice.Buffer);
                Assert.Same(gradient.Buffer, dx.Slice.Buffer);
                Assert.Equal((output.Offset, gradient.Offset), (s.Slice.Offset, dx.Slice.Offset));
                Assert.Equal(held, device.BytesHeld);
            }
            Assert.NotSame(output.Buffer, gradient.Buffer);
            Assert.Same(layer.Forward(part), layer.Forward(part));
            Assert.Same(layer.Backward(part), layer.Backward(part));
        }
        Assert.Equal(before, device.BytesHeld);
    }

    /// <summary>What the passes return are views, which a caller may dispose of like any matrix.</summary>
    [Fact]
    public void DisposingOfWhatAPassReturnsDoesNothing()
    {
        using SigmoidLayer<float> layer = new(Device, Capacity, Columns);
        using DeviceMatrix<float> x = Batch(Capacity, 0);
        layer.Forward(x).Dispose();
        layer.Backward(x).Dispose();
        layer.Output.Dispose();
        Assert.Equal(Capacity * Columns, Contents(layer.Forward(x)).Length);
        Assert.Equal(Capacity * Columns, Contents(layer.Backward(x)).Length);
    }

    [Fact]
    public void AnInputMayBeAViewOfALargerMatrix()
    {
        using SigmoidLayer<float> layer = new(Device, Capacity, Columns);
        using DeviceMatrix<float> matrix = Device.Upload(new float[Capacity + 2, Columns + 3]);
        DeviceMatrix<float> view = matrix.View(1, 2, Capacity, Columns);
        Assert.All(Contents(layer.Forward(view)), s => Assert.Equal(0.5f, s));
        Assert.All(Contents(layer.Backward(view)), dx => Assert.Equal(0, dx));
    }

    [Fact]
    public void AfterDisposeTheLayerIsOfNoUse()
    {
        SigmoidLayer<float> layer = new(Device, Capacity, Columns);
        using DeviceMatrix<float> x = Batch(Capacity, 0);
        DeviceMatrix<float> s = layer.Forward(x);
        layer.Dispose();
        layer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => layer.Forward(x));
        Assert.Throws<ObjectDisposedException>(() => layer.Backward(x));
        Assert.Throws<ObjectDisposedException>(() => Contents(s));
    }

    private static void AssertIsGradient(float[] s, float[] dy, float[] dx)
    {
        Assert.Equal(s.Length, dx.Length);
        ErrorBound bound = Specification.Of(Operation.Backward, FloatFormat.Float32).Bound;
        for (int i = 0; i < s.Length; i++)
        {
            double error = Oracle.BackwardErrorInUlp(s[i], dy[i], dx[i]);
            Assert.True(error <= bound.Ulp, $"dx of {s[i]:R}, {dy[i]:R} is {dx[i]:R}");
        }
    }

    private static float[] Contents(DeviceMatrix<float> matrix)
    {
        float[] values = new float[matrix.Length];
        matrix.CopyTo(values);
        return values;
    }

    private DeviceMatrix<float> Batch(int rows, int seed) => Device.Upload<float>(
        Enumerable.Range(seed, rows * Columns).Select(i => (float)Math.Sin(i) * 5).ToArray(), rows, Columns);
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuLayerTests(TestDevices devices) : LayerTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorLayerTests(TestDevices devices) : LayerTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLLayerTests(TestDevices devices) : LayerTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaLayerTests(TestDevices devices) : LayerTests(devices, DeviceNames.Cuda);
