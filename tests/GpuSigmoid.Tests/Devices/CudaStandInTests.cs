using ILGPU.Runtime.Cuda;
using Xunit;

namespace GpuSigmoid.Tests.Devices;

/// <summary>What the stand-in for CUDA's driver (tests/CudaStandIn) shows through the library; a GPU would lose the whole process to it.</summary>
[Collection(DeviceNames.Cuda)]
public sealed class CudaStandInTests(TestDevices devices) : DeviceSuite(devices, DeviceNames.Cuda)
{
    /// <summary>A device of the test's own: what goes wrong in its context stays there.</summary>
    private SigmoidDevice OpenStandIn()
    {
        Assert.SkipUnless(
            Device.Description.Contains("no GPU", StringComparison.Ordinal), "CUDA's driver is NVIDIA's own, not the stand-in of the tests.");
        return SigmoidDevice.Open(DeviceName);
    }

    [Fact]
    public void AnAccessBeyondTheMemoryIsFound()
    {
        SigmoidDevice device = OpenStandIn();
        DeviceMatrix<float> four = device.Allocate<float>(1, 4);
        DeviceMatrix<float> five = device.Wrap<float>(four.Slice.Buffer.Address, 1, 5);
        Sigmoid.Forward(five, five);
        Fails(nameof(CudaError.CUDA_ERROR_ILLEGAL_ADDRESS), device.Synchronize);
        Assert.Equal("CUDA_ERROR_ILLEGAL_ADDRESS", Assert.Throws<CudaException>(device.Dispose).Error);
    }

    [Fact]
    public void MemoryOfAnotherContextIsFound()
    {
        using SigmoidDevice owner = OpenStandIn();
        SigmoidDevice device = OpenStandIn();
        using DeviceMatrix<float> foreign = owner.Allocate<float>(1, 4);
        DeviceMatrix<float> wrapped = device.Wrap<float>(foreign.Slice.Buffer.Address, 1, 4);
        Sigmoid.Forward(wrapped, wrapped);
        Fails(nameof(CudaError.CUDA_ERROR_ILLEGAL_ADDRESS), device.Synchronize);
        // The other device goes on.
        Sigmoid.Forward(foreign, foreign);
        owner.Synchronize();
    }

    [Fact]
    public void WorkThatNobodyWaitedForIsNotDone()
    {
        using SigmoidDevice device = OpenStandIn();
        using SigmoidStream first = device.CreateStream(), second = device.CreateStream();
        using DeviceMatrix<float> matrix = device.Upload<float>([0, 0, 0, 0], 1, 4);
        float[] values = new float[4];
        Sigmoid.Forward(matrix.On(first), matrix.On(first));
        matrix.On(second).CopyTo(values);
        Assert.All(values, value => Assert.Equal(0, value));
        first.Synchronize();
        matrix.On(second).CopyTo(values);
        Assert.All(values, value => Assert.Equal(0.5f, value));
    }

    private static void Fails(string error, Action action) => Assert.Equal(error, Assert.Throws<CudaException>(action).Error);
}
