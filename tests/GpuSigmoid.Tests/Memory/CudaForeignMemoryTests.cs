using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Memory;

/// <summary>Memory and streams of whoever works in the GPU's primary context, as all do that are on CUDA's runtime.</summary>
[Collection(DeviceNames.Cuda)]
public sealed class CudaForeignMemoryTests(TestDevices devices) : DeviceSuite(devices, DeviceNames.Cuda)
{
    private static readonly float[] Input = [-2, -0.5f, 0, 0.5f, 2, 20];

    private static readonly float[] Output = [.. Input.Select(Oracle.Sigmoid)];

    [Fact]
    public void EveryDeviceOfAGpuWorksInItsPrimaryContext()
    {
        nint context = Device.CudaContext;
        using PrimaryContextUser user = new();
        Assert.Equal(user.Context, context);
        SigmoidDevice other = SigmoidDevice.Open(DeviceName);
        Assert.Equal(context, other.CudaContext);
        other.Dispose();
        Assert.Equal(0, other.CudaContext);
    }

    [Fact]
    public void AnothersMemoryIsReadAndWrittenInPlace()
    {
        SigmoidDevice device = Device;
        using PrimaryContextUser user = new();
        nint memory = user.Upload(Input);
        using (DeviceMatrix<float> wrapped = device.Wrap<float>(memory, 2, Input.Length / 2))
            Sigmoid.Forward(wrapped, wrapped);
        device.Synchronize();
        Assert.Equal(Output, user.Download(memory, Input.Length));
        user.Free(memory);
    }

    [Fact]
    public void AnothersStreamKeepsBothInOneOrder()
    {
        SigmoidDevice device = Device;
        using PrimaryContextUser user = new();
        nint memory = user.Upload(new float[Input.Length]), handle = user.CreateStream();
        using (SigmoidStream stream = device.WrapStream(handle))
        using (DeviceMatrix<float> wrapped = device.Wrap<float>(memory, 1, Input.Length))
        {
            DeviceMatrix<float> onStream = wrapped.On(stream);
            user.Clear(memory, Input.Length, handle);
            Sigmoid.Forward(onStream, onStream);
            Sigmoid.Forward(onStream, onStream);
            user.Synchronize(handle);
        }

        Assert.All(user.Download(memory, Input.Length), value => Assert.Equal(Oracle.Sigmoid(Oracle.Sigmoid(0f)), value));
        user.DestroyStream(handle);
        user.Free(memory);
    }

    [Fact]
    public void AnEndedDeviceLeavesTheContextAndWhatIsInItToOthers()
    {
        SigmoidDevice device = Device;
        using PrimaryContextUser user = new();
        nint memory = user.Upload(Input);
        SigmoidDevice other = SigmoidDevice.Open(DeviceName);
        DeviceMatrix<float> wrapped = other.Wrap<float>(memory, 1, Input.Length);
        Sigmoid.Forward(wrapped, wrapped);
        other.Synchronize();
        other.Dispose();

        Assert.Equal(Output, user.Download(memory, Input.Length));
        user.Free(memory);
        using DeviceMatrix<float> still = device.Upload<float>(Input, 1, Input.Length);
        Sigmoid.Forward(still, still);
        float[] result = new float[Input.Length];
        still.CopyTo(result);
        Assert.Equal(Output, result);
    }

    /// <summary>Whoever is on CUDA's runtime leaves that context current, and finds it so.</summary>
    [Fact]
    public void BothWorkInTurnOnOneThread()
    {
        SigmoidDevice device = Device;
        using PrimaryContextUser user = new();
        for (int i = 0; i < 3; i++)
        {
            nint memory = user.Upload(Input);
            using DeviceMatrix<float> wrapped = device.Wrap<float>(memory, 1, Input.Length);
            using DeviceMatrix<float> copy = device.Allocate<float>(1, Input.Length);
            Sigmoid.Forward(wrapped, copy);
            Assert.Equal(Input, user.Download(memory, Input.Length));
            float[] result = new float[Input.Length];
            copy.CopyTo(result);
            Assert.Equal(Output, result);
            user.Free(memory);
        }
    }
}
