using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Layer;

/// <summary>The stack gives back what was pushed, last in first out, from memory that was counted beforehand.</summary>
public abstract class StackTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    private static readonly (long Rows, long Columns)[] Shapes = [(6, 5), (6, 3), (6, 70)];

    /// <summary>What a step may allocate on the managed heap.</summary>
    protected virtual long AllocatedBytesPerStep => 0;

    public static TheoryData<SigmoidCache> Caches() => [.. Enum.GetValues<SigmoidCache>()];

    /// <summary>Each layer of a stack against a layer of its own: the same outputs and the same gradients, to the bit.</summary>
    [Theory]
    [MemberData(nameof(Caches))]
    public void ItComputesWhatLayersCompute(SigmoidCache cache)
    {
        using SigmoidStack<float> stack = new(Device, Shapes, cache);
        foreach (int rows in (int[])[6, 2, 0, 6])
        {
            DeviceMatrix<float>[] inputs = [.. Shapes.Select((shape, i) => Batch(rows, (int)shape.Columns, i))];
            SigmoidLayer<float>[] layers = [.. Shapes.Select(shape => new SigmoidLayer<float>(Device, rows, shape.Columns, cache))];
            for (int i = 0; i < layers.Length; i++)
                Assert.Equal(Contents(layers[i].Forward(inputs[i])), Contents(stack.Push(inputs[i])));
            for (int i = layers.Length - 1; i >= 0; i--)
            {
                Assert.Equal(Contents(layers[i].Cached), Contents(stack.Top));
                Assert.Equal(i + 1, stack.Count);
                Assert.Equal(Contents(layers[i].Backward(inputs[i])), Contents(stack.Pop(inputs[i])));
            }
            Assert.Equal(0, stack.Count);
            foreach (IDisposable matrix in (IDisposable[])[.. inputs, .. layers])
                matrix.Dispose();
        }
    }

    /// <summary>Time steps: outputs and gradients go from step to step without a matrix between.</summary>
    [Theory]
    [MemberData(nameof(Caches))]
    public void WhatItReturnsMayBeTheNextArgument(SigmoidCache cache)
    {
        const int Steps = 4;
        using SigmoidStack<float> stack = new(Device, Enumerable.Repeat((6L, 5L), Steps).ToArray(), cache);
        using DeviceMatrix<float> x = Batch(6, 5, 0);
        float[] expected = Contents(x);
        DeviceMatrix<float> current = x;
        List<float[]> inputs = [];
        for (int step = 0; step < Steps; step++)
        {
            inputs.Add(expected);
            current = stack.Push(current);
            expected = [.. expected.Select(Oracle.Sigmoid)];
            Assert.Equal(expected, Contents(current));
        }
        float[] gradient = Contents(x);
        current = x;
        for (int step = Steps - 1; step >= 0; step--)
        {
            float[] dx = Contents(current = stack.Pop(current));
            if (cache == SigmoidCache.Tail)
                TailLayerTests.AssertGradients(inputs[step], gradient, dx);
            else
                Assert.Equal(inputs[step].Zip(gradient, (input, dy) => Oracle.Backward(Oracle.Sigmoid(input), dy)), dx);
            gradient = dx;
        }
    }

    [Theory]
    [MemberData(nameof(Caches))]
    public void CallersMayGiveTheMatrices(SigmoidCache cache)
    {
        using SigmoidStack<float> stack = new(Device, Shapes, cache);
        using DeviceMatrix<float> x = Batch(4, 5, 0), other = Device.Allocate<float>(4, 5);
        float[] inputs = Contents(x);
        stack.Push(x, other);
        Assert.Equal(inputs.Select(Oracle.Sigmoid), Contents(other));
        using DeviceMatrix<float> again = Batch(4, 5, 0), dy = Batch(4, 5, 3), dx = Device.Allocate<float>(4, 5);
        float[] gradient = Contents(dy);
        stack.Pop(dy, dx);
        float[] apart = Contents(dx);
        stack.Push(again, again);
        Assert.Equal(inputs.Select(Oracle.Sigmoid), Contents(again));
        stack.Pop(dy, dy);
        Assert.Equal(apart, Contents(dy));
        if (cache == SigmoidCache.Tail)
            TailLayerTests.AssertGradients(inputs, gradient, apart);
    }

    /// <summary>Slots from multiples of 256 bytes on: 30, 18 and 420 floats take 1, 1 and 7 of these; each scratch is as large as the largest.</summary>
    [Theory]
    [InlineData(SigmoidCache.Output, (1 + 1 + 7 + 7) * 256)]
    [InlineData(SigmoidCache.Tail, (1 + 1 + 7 + 2 * 7) * 256)]
    public void ItHoldsTheBytesThatWereKnownBeforehand(SigmoidCache cache, long expected)
    {
        long before = Device.BytesHeld;
        Assert.Equal(expected, SigmoidStack.BytesFor<float>(Shapes, cache));
        using (SigmoidStack<float> stack = new(Device, Shapes, cache))
        {
            Assert.Equal((expected, 3, 0), (stack.Bytes, stack.Capacity, stack.Count));
            Assert.Equal(expected, Device.BytesHeld - before);
            using DeviceMatrix<float> x = Batch(6, 5, 0);
            stack.Push(x);
            stack.Pop(x);
            Assert.Equal(expected + x.Length * sizeof(float), Device.BytesHeld - before);
        }
        Assert.Equal(before, Device.BytesHeld);
    }

    [Theory]
    [MemberData(nameof(Caches))]
    public void SlotsBeginAtMultiplesOf256Bytes(SigmoidCache cache)
    {
        using SigmoidStack<BFloat16> stack = new(Device, Shapes, cache);
        foreach ((long rows, long columns) in Shapes)
        {
            using DeviceMatrix<BFloat16> x = Device.Upload<BFloat16>(new BFloat16[rows * columns], rows, columns);
            DeviceMatrix<BFloat16> output = stack.Push(x);
            Assert.Equal(0, output.Slice.Offset * 2 % 256);
            Assert.Equal(0, stack.Top.Slice.Offset * 2 % 256);
        }
    }

    [Theory]
    [MemberData(nameof(Caches))]
    public void ASteadyStepAllocatesNothing(SigmoidCache cache)
    {
        using SigmoidStack<float> stack = new(Device, Shapes, cache);
        DeviceMatrix<float>[] inputs = [.. Shapes.Select((shape, i) => Batch(4, (int)shape.Columns, i))];
        long allowed = 50 * AllocatedBytesPerStep;
        Assert.InRange(SteadyAllocation.LeastOf(() => Steps(stack, inputs), allowed), 0, allowed);
        Device.Synchronize();
        foreach (DeviceMatrix<float> input in inputs)
            input.Dispose();
    }

    [Fact]
    public void ClearForgetsThePushes()
    {
        using SigmoidStack<float> stack = new(Device, Shapes);
        using DeviceMatrix<float> x = Batch(6, 5, 0), next = Batch(6, 3, 1);
        stack.Push(x);
        stack.Push(next);
        stack.Clear();
        Assert.Equal(0, stack.Count);
        Assert.Throws<InvalidOperationException>(() => stack.Pop(next));
        Assert.Equal(Contents(x).Select(Oracle.Sigmoid), Contents(stack.Push(x)));
    }

    internal static float[] Contents(DeviceMatrix<float> matrix) => TailLayerTests.Contents(matrix);

    private static void Steps(SigmoidStack<float> stack, DeviceMatrix<float>[] inputs)
    {
        for (int step = 0; step < 50; step++)
        {
            for (int i = 0; i < inputs.Length; i++)
                stack.Push(inputs[i]);
            for (int i = inputs.Length - 1; i >= 0; i--)
                stack.Pop(inputs[i]);
        }
    }

    private DeviceMatrix<float> Batch(int rows, int columns, int seed) => Device.Upload<float>(
        Enumerable.Range(0, rows * columns).Select(i => (float)Math.Sin(i + 1 + 100 * seed) * 12).ToArray(), rows, columns);
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuStackTests(TestDevices devices) : StackTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorStackTests(TestDevices devices) : StackTests(devices, DeviceNames.CpuSimulator)
{
    /// <summary>ILGPU's CPU accelerator makes a task of each launch, 144 bytes when measured; at most nine launches a step.</summary>
    protected override long AllocatedBytesPerStep => 9 * 1024;
}

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLStackTests(TestDevices devices) : StackTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaStackTests(TestDevices devices) : StackTests(devices, DeviceNames.Cuda);
