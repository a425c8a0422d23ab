using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Layer;

/// <summary>Each error of a stack says what to do, and leaves it as it was.</summary>
public abstract class StackErrorTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    [Fact]
    public void PopOfAnEmptyStack()
    {
        using SigmoidStack<float> stack = new(Device, [(4, 3)]);
        using DeviceMatrix<float> dy = Zeros(4, 3);
        AssertSays(Assert.Throws<InvalidOperationException>(() => stack.Pop(dy)), "nothing is pushed", "Push an input first");
        AssertSays(Assert.Throws<InvalidOperationException>(() => stack.Pop(dy, dy)), "nothing is pushed");
        AssertSays(Assert.Throws<InvalidOperationException>(() => stack.Top), "nothing is pushed");
        AssertWorks(stack, dy);
    }

    [Fact]
    public void PushBeyondTheCapacity()
    {
        using SigmoidStack<float> stack = new(Device, [(4, 3), (4, 3)]);
        using DeviceMatrix<float> x = Zeros(4, 3);
        stack.Push(x);
        stack.Push(x);
        AssertSays(Assert.Throws<InvalidOperationException>(() => stack.Push(x)), "All 2 slots", "Pop or Clear");
        AssertSays(Assert.Throws<InvalidOperationException>(() => stack.Push(x, x)), "All 2 slots");
        Assert.Equal(2, stack.Count);
        stack.Pop(x);
        AssertWorks(stack, x);
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(4, 2)]
    [InlineData(4, 4)]
    public void AnInputOfAnotherShape(int rows, int columns)
    {
        using SigmoidStack<float> stack = new(Device, [(9, 9), (4, 3)]);
        using DeviceMatrix<float> first = Zeros(4, 9), x = Zeros(rows, columns), right = Zeros(4, 3);
        stack.Push(first);
        AssertSays(
            Assert.Throws<ShapeMismatchException>(() => stack.Push(x)), $"{rows} x {columns}", "slot 1", "up to 4 rows of 3 columns");
        Assert.Equal(1, stack.Count);
        AssertWorks(stack, right);
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    public void AGradientOfAnotherShapeThanTheLastPush(int rows, int columns)
    {
        using SigmoidStack<float> stack = new(Device, [(4, 3), (4, 3)]);
        using DeviceMatrix<float> first = Zeros(4, 3), x = Zeros(2, 3), dy = Zeros(rows, columns);
        stack.Push(first);
        stack.Push(x);
        AssertSays(Assert.Throws<ShapeMismatchException>(() => stack.Pop(dy)), $"{rows} x {columns}", "slot 1", "2 x 3", "from the last one on");
        Assert.Equal(2, stack.Count);
        stack.Pop(x);
        Assert.Throws<ShapeMismatchException>(() => stack.Pop(first, x));
        Assert.Equal(1, stack.Count);
        AssertWorks(stack, x);
    }

    [Fact]
    public void ASecondDevicesMatrix()
    {
        using SigmoidDevice otherDevice = SigmoidDevice.Open(DeviceNames.Cpu);
        using SigmoidStack<float> stack = new(Device, [(4, 3)]);
        using DeviceMatrix<float> here = Zeros(4, 3), there = otherDevice.Upload(new float[4, 3]);
        AssertSays(Assert.Throws<DeviceMismatchException>(() => stack.Push(there)), "The input", "the stack", Device.Name, "cpu");
        Assert.Throws<DeviceMismatchException>(() => stack.Push(here, there));
        Assert.Equal(0, stack.Count);
        stack.Push(here);
        AssertSays(Assert.Throws<DeviceMismatchException>(() => stack.Pop(there)), "The output gradient", "the stack", Device.Name, "cpu");
        Assert.Throws<DeviceMismatchException>(() => stack.Pop(here, there));
        stack.Pop(here);
        AssertWorks(stack, here);
    }

    /// <summary>A slot is not to be written by the pass that still has to read it.</summary>
    [Theory]
    [InlineData(SigmoidCache.Output)]
    [InlineData(SigmoidCache.Tail)]
    public void ASlotAsTheOutputOfAnotherMatrix(SigmoidCache cache)
    {
        using SigmoidStack<float> stack = new(Device, [(4, 3)], cache);
        using DeviceMatrix<float> x = Zeros(4, 3);
        stack.Push(x);
        DeviceMatrix<float> slot = stack.Top;
        stack.Clear();
        Assert.Throws<ArgumentException>(() => stack.Push(x, slot));
        Assert.Equal(0, stack.Count);
        AssertWorks(stack, x);
    }

    [Fact]
    public void ShapesThatAreNone()
    {
        long held = Device.BytesHeld;
        AssertSays(Assert.Throws<ArgumentOutOfRangeException>(() => SigmoidStack.BytesFor<float>([(1, 1), (-1, 3)])), "Slot 1", "-1 x 3");
        Assert.Throws<ArgumentOutOfRangeException>(() => new SigmoidStack<float>(Device, [(3, -1)]).Dispose());
        Assert.Throws<ArgumentOutOfRangeException>(() => new SigmoidStack<float>(Device, [(3, 1)], (SigmoidCache)7).Dispose());
        Assert.Throws<ArgumentOutOfRangeException>(() => SigmoidStack.BytesFor<float>([(long.MaxValue, long.MaxValue)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SigmoidStack.BytesFor<float>([(1L << 60, 1), (1L << 60, 1)]));
        Assert.Throws<NotSupportedException>(() => SigmoidStack.BytesFor<int>([(1, 1)]));
        Assert.Equal(held, Device.BytesHeld);
        Assert.Equal(0, SigmoidStack.BytesFor<float>([]));
        using SigmoidStack<float> empty = new(Device, []);
        Assert.Equal((0, 0L), (empty.Capacity, empty.Bytes));
    }

    [Fact]
    public void MoreThanTheDeviceHas()
    {
        long held = Device.BytesHeld;
        Assert.Throws<OutOfDeviceMemoryException>(() => new SigmoidStack<float>(Device, [(1L << 40, 1L << 10)]).Dispose());
        Assert.Equal(held, Device.BytesHeld);
    }

    [Fact]
    public void AfterDisposeTheStackIsOfNoUse()
    {
        SigmoidStack<float> stack = new(Device, [(4, 3), (4, 3)]);
        using DeviceMatrix<float> x = Zeros(4, 3);
        DeviceMatrix<float> output = stack.Push(x);
        stack.Dispose();
        stack.Dispose();
        Assert.Throws<ObjectDisposedException>(() => stack.Push(x));
        Assert.Throws<ObjectDisposedException>(() => stack.Pop(x));
        Assert.Throws<ObjectDisposedException>(() => StackTests.Contents(output));
    }

    private static void AssertSays(Exception exception, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));

    // x and dy are zeros: S is 1/2 and dx is 0.
    private static void AssertWorks(SigmoidStack<float> stack, DeviceMatrix<float> zeros)
    {
        Assert.All(StackTests.Contents(stack.Push(zeros)), value => Assert.Equal(0.5f, value));
        Assert.All(StackTests.Contents(stack.Pop(zeros)), value => Assert.Equal(0, value));
    }

    private DeviceMatrix<float> Zeros(int rows, int columns) => Device.Upload(new float[rows, columns]);
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuStackErrorTests(TestDevices devices) : StackErrorTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorStackErrorTests(TestDevices devices) : StackErrorTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLStackErrorTests(TestDevices devices) : StackErrorTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaStackErrorTests(TestDevices devices) : StackErrorTests(devices, DeviceNames.Cuda);
