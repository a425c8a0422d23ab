using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using GpuSigmoid.Tests.Operations;
using Xunit;

namespace GpuSigmoid.Tests.Layer;

/// <summary>A layer that keeps the tail: the same outputs, the same memory, better gradients.</summary>
public abstract class TailLayerTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    private const int Capacity = 6, Columns = 5;

    [Fact]
    public void OutputsAreThoseOfThePlainCacheAndGradientsThoseOfTheTail()
    {
        using SigmoidLayer<float> layer = Layer();
        using DeviceMatrix<float> x = Batch(Capacity), dy = Batch(Capacity);
        float[] inputs = Contents(x);
        Assert.Equal(inputs.Select(Oracle.Sigmoid), Contents(layer.Forward(x)));
        AssertGradients(inputs, Contents(dy), Contents(layer.Backward(dy)));
        // The cache is still there.
        AssertGradients(inputs, Contents(dy), Contents(layer.Backward(dy)));
        Assert.Equal(inputs, Contents(x));
    }

    [Fact]
    public void ItTakesAsMuchMemoryAsThePlainCache()
    {
        long before = Device.BytesHeld;
        using SigmoidLayer<float> plain = new(Device, Capacity, Columns);
        long ofPlain = Device.BytesHeld - before;
        using SigmoidLayer<float> layer = Layer();
        Assert.Equal(2 * ofPlain, Device.BytesHeld - before);
        Assert.Equal((SigmoidCache.Output, SigmoidCache.Tail), (plain.Cache, layer.Cache));
    }

    /// <summary>Into another matrix, and in place, with either cache: the output outlives the backward pass.</summary>
    [Theory]
    [InlineData(SigmoidCache.Output, false)]
    [InlineData(SigmoidCache.Output, true)]
    [InlineData(SigmoidCache.Tail, false)]
    [InlineData(SigmoidCache.Tail, true)]
    public void TheOutputMayGoToAMatrixOfTheCallers(SigmoidCache cache, bool inPlace)
    {
        using SigmoidLayer<float> layer = new(Device, Capacity, Columns, cache);
        using DeviceMatrix<float> x = Batch(3), dy = Batch(3), apart = Device.Allocate<float>(3, Columns);
        float[] inputs = Contents(x);
        DeviceMatrix<float> output = inPlace ? x : apart;
        layer.Forward(x, output);
        Assert.Same(output, layer.Output);
        DeviceMatrix<float> dx = layer.Backward(dy);
        Assert.Equal(inputs.Select(Oracle.Sigmoid), Contents(layer.Output));
        if (cache == SigmoidCache.Tail)
            AssertGradients(inputs, Contents(dy), Contents(dx));
        else
            Assert.Equal(Contents(output), Contents(layer.Cached));
    }

    [Fact]
    public void TheOutputIsGoneAfterTheBackwardPassAndSaysSo()
    {
        using SigmoidLayer<float> layer = Layer();
        using DeviceMatrix<float> x = Batch(Capacity);
        Assert.Contains("call Forward", Assert.Throws<InvalidOperationException>(() => layer.Cached).Message, StringComparison.Ordinal);
        Assert.Same(layer.Forward(x), layer.Output);
        layer.Backward(x);
        Assert.Contains("before Backward", Assert.Throws<InvalidOperationException>(() => layer.Output).Message, StringComparison.Ordinal);
        using DeviceMatrix<float> recovered = Device.Allocate<float>(Capacity, Columns);
        Sigmoid.OutputFromTail(layer.Cached, recovered);
        float[] inputs = Contents(x), outputs = Contents(recovered);
        Assert.Equal(inputs.Select(Oracle.Sigmoid), outputs);
        Assert.Same(layer.Forward(x), layer.Output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(Capacity - 1)]
    public void ABatchMayHaveFewerRows(int rows)
    {
        using SigmoidLayer<float> layer = Layer();
        using DeviceMatrix<float> whole = Batch(Capacity), part = Batch(rows);
        layer.Forward(whole);
        Assert.Equal(Contents(part).Select(Oracle.Sigmoid), Contents(layer.Forward(part)));
        AssertGradients(Contents(part), Contents(part), Contents(layer.Backward(part)));
        layer.Forward(whole);
        AssertGradients(Contents(whole), Contents(whole), Contents(layer.Backward(whole)));
    }

    /// <summary>As a recurrent net might: the output is the next input, and the gradient its own.</summary>
    [Fact]
    public void WhatAPassReturnedMayBeTheNextOnesArgument()
    {
        using SigmoidLayer<float> layer = Layer();
        using DeviceMatrix<float> x = Batch(Capacity);
        float[] first = Contents(layer.Forward(x));
        DeviceMatrix<float> second = layer.Forward(layer.Output);
        float[] outputs = Contents(second);
        Assert.Equal(first.Select(Oracle.Sigmoid), outputs);
        AssertGradients(first, outputs, Contents(layer.Backward(second)));
    }

    [Fact]
    public void TheCacheIsRefusedAsInputOrOutput()
    {
        using SigmoidLayer<float> layer = Layer();
        using DeviceMatrix<float> x = Batch(Capacity), other = Device.Upload(new float[Capacity, Columns + 1]);
        layer.Forward(x);
        float[] kept = Contents(layer.Cached);
        Assert.Throws<ArgumentException>(() => layer.Forward(layer.Cached));
        Assert.Throws<ArgumentException>(() => layer.Forward(x, layer.Cached));
        Assert.Throws<ShapeMismatchException>(() => layer.Forward(x, other));
        Assert.Throws<ArgumentException>(() => layer.Forward(other.View(0, 0, 3, Columns), other.View(1, 0, 3, Columns)));
        Assert.Equal(kept, Contents(layer.Cached));
        AssertGradients(Contents(x), Contents(x), Contents(layer.Backward(x)));
    }

    [Fact]
    public void ACacheThatIsNoneIsRefused()
    {
        long held = Device.BytesHeld;
        Assert.Throws<ArgumentOutOfRangeException>(() => new SigmoidLayer<float>(Device, 1, 1, (SigmoidCache)2).Dispose());
        Assert.Equal(held, Device.BytesHeld);
    }

    /// <summary>dx is within 1 ULP of the true gradient: half of that for what the cache has lost and half for the product.</summary>
    internal static void AssertGradients(float[] x, float[] dy, float[] dx)
    {
        Assert.Equal(x.Length, dx.Length);
        for (int i = 0; i < x.Length; i++)
        {
            ulong[] bits = ElementBits.ToBits<float>([x[i], dy[i], dx[i]]);
            Assert.InRange(TrueGradient.ErrorInUlp(bits[0], bits[1], bits[2], FloatFormat.Float32), 0, 1);
        }
    }

    internal static float[] Contents(DeviceMatrix<float> matrix)
    {
        float[] values = new float[matrix.Length];
        matrix.CopyTo(values);
        return values;
    }

    private SigmoidLayer<float> Layer() => new(Device, Capacity, Columns, SigmoidCache.Tail);

    // On both sides, up to where the plain cache would have lost everything.
    private DeviceMatrix<float> Batch(int rows) => Device.Upload<float>(
        Enumerable.Range(0, rows * Columns).Select(i => (float)Math.Sin(i + 1) * 25).ToArray(), rows, Columns);
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuTailLayerTests(TestDevices devices) : TailLayerTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorTailLayerTests(TestDevices devices) : TailLayerTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLTailLayerTests(TestDevices devices) : TailLayerTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaTailLayerTests(TestDevices devices) : TailLayerTests(devices, DeviceNames.Cuda);
