using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Operations;

/// <summary>Work on streams of one's own.</summary>
public abstract class StreamTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    private const int Rows = 64, Columns = 257;

    [Fact]
    public void WorkOnAStreamRunsInTheOrderInWhichItWasQueued()
    {
        using SigmoidStream stream = Device.CreateStream();
        float[] x = Values(1), dy = Values(2), dx = new float[x.Length];
        using DeviceMatrix<float> input = Device.Allocate<float>(Rows, Columns), gradient = Device.Allocate<float>(Rows, Columns);
        DeviceMatrix<float> s = input.On(stream), onStream = gradient.On(stream);
        s.CopyFrom(x);
        onStream.CopyFrom(dy);
        Sigmoid.Forward(s, s);
        Sigmoid.Backward(s, onStream, onStream);
        onStream.CopyTo(dx);
        Assert.Equal(x.Zip(dy, static (value, gradient) => Oracle.Backward(Oracle.Sigmoid(value), gradient)), dx);
    }

    [Fact]
    public void ThreadsWorkAtOnceEachOnItsStream()
    {
        SigmoidDevice device = Device;
        Parallel.For(0, 4, thread =>
        {
            using SigmoidStream stream = device.CreateStream();
            float[] x = Values(thread), result = new float[x.Length];
            using DeviceMatrix<float> matrix = device.Allocate<float>(Rows, Columns);
            DeviceMatrix<float> onStream = matrix.On(stream);
            for (int i = 0; i < 10; i++)
            {
                onStream.CopyFrom(x);
                Sigmoid.Forward(onStream, onStream);
                onStream.CopyTo(result);
                Assert.Equal(x.Select(Oracle.Sigmoid), result);
            }
        });
    }

    [Fact]
    public void AnotherDevicesStreamIsRefused()
    {
        using SigmoidDevice other = SigmoidDevice.Open(DeviceNames.Cpu);
        using SigmoidStream stream = other.CreateStream();
        using DeviceMatrix<float> matrix = Device.Allocate<float>(1, 1);
        Assert.Contains(Device.Name, Assert.Throws<DeviceMismatchException>(() => matrix.On(stream)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AStreamOfOthersIsRefusedWhereThereCanBeNone()
    {
        if (Device.Kind != DeviceKind.Cuda)
            Assert.Contains(Device.Name, Assert.Throws<NotSupportedException>(() => Device.WrapStream(1)).Message, StringComparison.Ordinal);
    }

    private static float[] Values(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Rows * Columns).Select(_ => (random.NextSingle() - 0.5f) * 40)];
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuStreamTests(TestDevices devices) : StreamTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorStreamTests(TestDevices devices) : StreamTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLStreamTests(TestDevices devices) : StreamTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaStreamTests(TestDevices devices) : StreamTests(devices, DeviceNames.Cuda);
