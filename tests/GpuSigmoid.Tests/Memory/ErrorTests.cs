using System.Numerics.Tensors;
using GpuSigmoid.Tests.Devices;
using GpuSigmoid.Tests.Layer;
using Xunit;

namespace GpuSigmoid.Tests.Memory;

/// <summary>Each error names what was given and what was wanted, and leaves the device and its matrices as they were.</summary>
public abstract class ErrorTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    [Fact]
    public void OperationsRefuseOtherShapes()
    {
        using DeviceMatrix<float> matrix = Device.Upload(new float[2, 3]);
        using DeviceMatrix<float> other = Device.Upload(new float[3, 2]);
        AssertNamesBoth<ShapeMismatchException>("2 x 3", "3 x 2", () => Sigmoid.Forward(matrix, other));
        AssertNamesBoth<ShapeMismatchException>("2 x 3", "3 x 2", () => Sigmoid.Derivative(matrix, other));
        AssertNamesBoth<ShapeMismatchException>("2 x 3", "3 x 2", () => Sigmoid.Backward(matrix, other, matrix));
        AssertNamesBoth<ShapeMismatchException>("2 x 3", "3 x 2", () => Sigmoid.Backward(matrix, matrix, other));
        AssertWorks(matrix);
    }

    [Fact]
    public void CopiesRefuseOtherShapes()
    {
        using DeviceMatrix<float> matrix = Device.Upload(new float[2, 3]);
        float[] seven = new float[7];
        float[,] array = new float[3, 2];
        AssertNamesBoth<ShapeMismatchException>("7", "2 x 3", () => matrix.CopyFrom(seven));
        AssertNamesBoth<ShapeMismatchException>("7", "2 x 3", () => matrix.CopyTo(seven));
        AssertNamesBoth<ShapeMismatchException>("3 x 2", "2 x 3", () => matrix.CopyFrom(array));
        AssertNamesBoth<ShapeMismatchException>("3 x 2", "2 x 3", () => matrix.CopyTo(array));
        AssertNamesBoth<ShapeMismatchException>("3 x 2", "2 x 3", () => matrix.CopyFrom(new ReadOnlyTensorSpan<float>(array)));
        AssertNamesBoth<ShapeMismatchException>("3 x 2", "2 x 3", () => matrix.CopyTo(new TensorSpan<float>(array)));
        AssertNamesBoth<ShapeMismatchException>("7", "2 x 3", () => matrix.CopyFrom(new ReadOnlyTensorSpan<float>(seven)));
        AssertWorks(matrix);
    }

    [Fact]
    public void AnUploadOfTooFewValuesHoldsNothing()
    {
        long held = Device.BytesHeld;
        AssertNamesBoth<ShapeMismatchException>("5", "2 x 3", () => Device.Upload<float>(new float[5], 2, 3).Dispose());
        Assert.Equal(held, Device.BytesHeld);
    }

    [Fact]
    public void OperationsRefuseAnotherDevicesMatrix()
    {
        using DeviceMatrix<float> here = Device.Upload(new float[2, 3]);
        using SigmoidDevice otherDevice = SigmoidDevice.Open(DeviceNames.Cpu);
        using DeviceMatrix<float> there = otherDevice.Upload(new float[2, 3]);
        AssertNamesBoth<DeviceMismatchException>(Device.Name, otherDevice.Name, () => Sigmoid.Forward(here, there));
        AssertNamesBoth<DeviceMismatchException>(Device.Name, otherDevice.Name, () => Sigmoid.Derivative(there, here));
        AssertNamesBoth<DeviceMismatchException>(Device.Name, otherDevice.Name, () => Sigmoid.Backward(here, there, here));
        AssertNamesBoth<DeviceMismatchException>(Device.Name, otherDevice.Name, () => Sigmoid.Backward(here, here, there));
        AssertWorks(here);
        AssertWorks(there);
    }

    [Fact]
    public void APartialOverlapIsRefused()
    {
        using DeviceMatrix<float> matrix = Device.Upload(new float[4, 6]);
        DeviceMatrix<float> view = matrix.View(0, 0, 3, 4), next = matrix.View(1, 2, 3, 4);
        AssertNamesBoth<ArgumentException>("input", "output", () => Sigmoid.Forward(view, next));
        AssertNamesBoth<ArgumentException>("output", "derivative", () => Sigmoid.Derivative(view, next));
        AssertNamesBoth<ArgumentException>("output", "inputGradient", () => Sigmoid.Backward(view, view, next));
        AssertNamesBoth<ArgumentException>("outputGradient", "inputGradient", () => Sigmoid.Backward(next, view, next));
        // Two inputs may overlap as they like, and views side by side do not.
        using DeviceMatrix<float> result = Device.Allocate<float>(3, 4);
        Sigmoid.Backward(view, next, result);
        Sigmoid.Forward(matrix.View(0, 0, 4, 3), matrix.View(0, 3, 4, 3));
        AssertWorks(matrix);
    }

    [Fact]
    public void AMatrixIsOfNoUseAfterDispose()
    {
        DeviceMatrix<float> matrix = Device.Upload(new float[2, 3]);
        using DeviceMatrix<float> other = Device.Upload(new float[2, 3]);
        DeviceMatrix<float> view = matrix.View(0, 0, 2, 3);
        matrix.Dispose();
        matrix.Dispose();
        foreach (DeviceMatrix<float> gone in (DeviceMatrix<float>[])[matrix, view, view.RowRange(0, 2)])
        {
            Assert.Throws<ObjectDisposedException>(() => gone.CopyTo(new float[6]));
            Assert.Throws<ObjectDisposedException>(() => gone.CopyFrom(new float[2, 3]));
            Assert.Throws<ObjectDisposedException>(() => Sigmoid.Forward(gone, other));
            Assert.Throws<ObjectDisposedException>(() => Sigmoid.Derivative(other, gone));
            Assert.Throws<ObjectDisposedException>(() => Sigmoid.Backward(other, gone, other));
        }
        AssertWorks(other);
    }

    [Fact]
    public void MatricesAreOfNoUseAfterTheDevice()
    {
        Assert.False(Device.IsDisposed); // or skipped, where there is none
        SigmoidDevice own = SigmoidDevice.Open(DeviceName);
        DeviceMatrix<float> matrix = own.Upload(new float[2, 3]);
        own.Dispose();
        own.Dispose();
        Assert.True(own.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => own.Allocate<float>(1, 1).Dispose());
        Assert.Throws<ObjectDisposedException>(() => matrix.CopyTo(new float[6]));
        Assert.Throws<ObjectDisposedException>(() => Sigmoid.Forward(matrix, matrix));
        matrix.Dispose();
        Assert.Equal(0, own.BytesHeld);
        AssertWorks(Device);
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(3, -1)]
    [InlineData(long.MaxValue, 2)]
    [InlineData(1L << 32, 1L << 32)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void SizesThatAreNoneAreRefused(long rows, long columns)
    {
        long held = Device.BytesHeld;
        ArgumentOutOfRangeException exception =
            Assert.Throws<ArgumentOutOfRangeException>(() => Device.Allocate<float>(rows, columns).Dispose());
        Assert.Contains($"{Math.Min(rows, columns)}", exception.Message, StringComparison.Ordinal);
        Assert.Equal(held, Device.BytesHeld);
    }

    [Theory]
    [InlineData(-1, 0, 1, 1)]
    [InlineData(0, -1, 1, 1)]
    [InlineData(0, 0, 3, 1)]
    [InlineData(0, 0, 1, 4)]
    [InlineData(1, 0, 2, 1)]
    [InlineData(0, 0, -1, 1)]
    [InlineData(long.MaxValue, 0, 1, 1)]
    [InlineData(1, 0, long.MaxValue, 1)]
    public void AViewBeyondTheMatrixIsRefused(long row, long column, long rows, long columns)
    {
        using DeviceMatrix<float> matrix = Device.Upload(new float[2, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.View(row, column, rows, columns));
        AssertWorks(matrix);
    }

    [Fact]
    public void AViewsErrorNamesThePartAndTheWhole()
    {
        using DeviceMatrix<float> matrix = Device.Upload(new float[17, 3]);
        AssertNamesBoth<ArgumentOutOfRangeException>("12 rows from 6", "17 rows", () => matrix.RowRange(6, 12));
    }

    /// <summary>First just beyond what the device has, then beyond what any device has.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void MoreThanTheDeviceHasIsRefusedAndNothingIsLost(bool absurd)
    {
        SigmoidDevice device = Device;
        using DeviceMatrix<float> before = device.Upload(new float[2, 3]);
        long held = device.BytesHeld;
        long rows = absurd ? 1L << 50 : device.MemoryInBytes / (3 * sizeof(float)) + 1;
        OutOfDeviceMemoryException exception =
            Assert.Throws<OutOfDeviceMemoryException>(() => device.Allocate<float>(rows, 3).Dispose());
        Assert.Equal(rows * 3 * sizeof(float), exception.BytesWanted);
        Assert.Equal(device.MemoryInBytes, exception.DeviceBytes);
        Assert.All(
            (string[])[$"{rows} x 3", $"{exception.BytesWanted} bytes", $"{device.MemoryInBytes} bytes", device.Name],
            part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
        Assert.Throws<OutOfDeviceMemoryException>(() => new SigmoidLayer<float>(device, rows, 3).Dispose());
        Assert.Equal(held, device.BytesHeld);
        AssertWorks(before);
        AssertWorks(device);
    }

    [Fact]
    public void ElementsOfOtherTypesAreRefused()
    {
        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => Device.Allocate<int>(1, 1).Dispose());
        Assert.Contains("System.Int32", exception.Message, StringComparison.Ordinal);
        Assert.Contains("BFloat16", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesHeldAreTheBytesOfTheMatricesAlive()
    {
        SigmoidDevice device = Device;
        long held = device.BytesHeld;
        DeviceMatrix<double> first = device.Allocate<double>(7, 3);
        DeviceMatrix<Half> second = device.Allocate<Half>(5, 5);
        Assert.Equal(held + 7 * 3 * sizeof(double) + 5 * 5 * sizeof(ushort), device.BytesHeld);
        first.Dispose();
        first.Dispose();
        second.RowRange(0, 1).Dispose();
        Assert.Equal(held + 5 * 5 * sizeof(ushort), device.BytesHeld);
        second.Dispose();
        Assert.Equal(held, device.BytesHeld);
    }

    /// <summary>By its own count and by the meter's, whatever is disposed of after it; the sums' memory is a stream's and the device's.</summary>
    [Fact]
    public void ADeviceThatIsDisposedOfHoldsNothing()
    {
        Assert.False(Device.IsDisposed); // or skipped, where there is none
        SigmoidDevice own = SigmoidDevice.Open(DeviceName);
        using MetricsProbe probe = new(own.Name);
        DeviceMatrix<float> matrix = own.Upload(new float[300, 3]), sums = own.Allocate<float>(1, 3);
        SigmoidLayer<float> layer = new(own, 7, 3);
        SigmoidStream stream = own.CreateStream();
        Sigmoid.ColumnSums(matrix, sums);
        Sigmoid.ColumnSums(matrix, sums.On(stream));
        Assert.InRange(own.BytesHeld, 1, probe.BytesHeld);
        own.Dispose();
        Assert.Equal((0, 0), (own.BytesHeld, probe.BytesHeld));
        stream.Dispose();
        layer.Dispose();
        matrix.Dispose();
        Assert.Equal((0, 0), (own.BytesHeld, probe.BytesHeld));
    }

    private static void AssertNamesBoth<TException>(string one, string other, Action action)
        where TException : Exception
    {
        TException exception = Assert.Throws<TException>(action);
        Assert.Contains(one, exception.Message, StringComparison.Ordinal);
        Assert.Contains(other, exception.Message, StringComparison.Ordinal);
    }

    private static void AssertWorks(SigmoidDevice device)
    {
        using DeviceMatrix<float> matrix = device.Upload(new float[2, 3]);
        AssertWorks(matrix);
    }

    // S(0) = 1/2 and its derivative 1/4 are exact.
    private static void AssertWorks(DeviceMatrix<float> matrix)
    {
        float[] values = new float[matrix.Length];
        matrix.CopyFrom(values);
        Sigmoid.Forward(matrix, matrix);
        Sigmoid.Derivative(matrix, matrix);
        matrix.CopyTo(values);
        Assert.All(values, value => Assert.Equal(0.25f, value));
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuErrorTests(TestDevices devices) : ErrorTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorErrorTests(TestDevices devices) : ErrorTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLErrorTests(TestDevices devices) : ErrorTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaErrorTests(TestDevices devices) : ErrorTests(devices, DeviceNames.Cuda);
