using GpuSigmoid.Devices;
using ILGPU;
using ILGPU.Runtime.Cuda;
using Xunit;

namespace GpuSigmoid.Tests.Devices;

/// <summary>What the stand-in for CUDA's driver (tests/CudaStandIn) shows through the library; a GPU would lose the whole process to it.</summary>
[Collection(DeviceNames.Cuda)]
public sealed class CudaStandInTests(TestDevices devices) : DeviceSuite(devices, DeviceNames.Cuda)
{
    [Fact]
    public void AnAccessBeyondTheMemoryIsFound() => InAContextOfItsOwn(accelerator => accelerator.Allocate1D<float>(4).NativePtr);

    [Fact]
    public void MemoryOfAnotherContextIsFound()
    {
        RequireStandIn();
        using DeviceMatrix<float> foreign = Device.Allocate<float>(1, 5);
        InAContextOfItsOwn(_ => foreign.Slice.Buffer.Address);
        // The other context goes on.
        Sigmoid.Forward(foreign, foreign);
        Device.Synchronize();
    }

    [Fact]
    public void WorkThatNobodyWaitedForIsNotDone()
    {
        RequireStandIn();
        using SigmoidStream first = Device.CreateStream(), second = Device.CreateStream();
        using DeviceMatrix<float> matrix = Device.Upload<float>([0, 0, 0, 0], 1, 4);
        float[] values = new float[4];
        Sigmoid.Forward(matrix.On(first), matrix.On(first));
        matrix.On(second).CopyTo(values);
        Assert.All(values, value => Assert.Equal(0, value));
        first.Synchronize();
        matrix.On(second).CopyTo(values);
        Assert.All(values, value => Assert.Equal(0.5f, value));
    }

    private void RequireStandIn() => Assert.SkipUnless(
        Device.Description.Contains("no GPU", StringComparison.Ordinal), "CUDA's driver is NVIDIA's own, not the stand-in of the tests.");

    // The device's context is the primary one, which all share: what goes wrong must go wrong elsewhere.
    private void InAContextOfItsOwn(Func<CudaAccelerator, nint> addressOfFewerThanFive)
    {
        RequireStandIn();
        Context context = Context.Create(static builder => OwnContext.Configure(builder).Cuda(_ => true));
        CudaAccelerator accelerator = context.GetCudaDevice(0).CreateCudaAccelerator(context);
        IlgpuBuffer five = new(new ForeignCudaMemory(accelerator, addressOfFewerThanFive(accelerator), 5 * sizeof(float)));
        ArrayView<float> view = five.View<float>(0, 5);
        new SigmoidKernels(accelerator).Forward(accelerator.DefaultStream, view, view);
        Fails(nameof(CudaError.CUDA_ERROR_ILLEGAL_ADDRESS), accelerator.Synchronize);
        Fails(nameof(CudaError.CUDA_ERROR_ILLEGAL_ADDRESS), accelerator.Dispose);
    }

    private static void Fails(string error, Action action) => Assert.Equal(error, Assert.Throws<CudaException>(action).Error);
}
