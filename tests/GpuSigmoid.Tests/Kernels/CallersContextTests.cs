using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using ILGPU;
using ILGPU.Runtime;
using Xunit;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>
/// The kernels on a context that is built as the README says, beside the library's own. There ILGPU takes no OpenCL device without the generic
/// address space, as PoCL's here is.
/// </summary>
public abstract class CallersContextTests(TestDevices devices, string deviceName, AcceleratorType type) : DeviceSuite(devices, deviceName)
{
    [Fact]
    public void AContextBuiltAsTheReadmeSaysRunsThePasses()
    {
        // It is there, or the test is skipped: what follows must find it too.
        Assert.False(Device.IsDisposed);
        using Context context = Context.Create(builder => builder.EnableSigmoid().Default().Optimize(OptimizationLevel.O2));
        using Accelerator accelerator = context.Devices.First(device => device.AcceleratorType == type).CreateAccelerator(context);
        SigmoidKernels kernels = new(accelerator);
        float[] x = [-87.5f, -3, -1e-3f, 0, 0.25f, 2, 17, float.NaN, 5];
        using MemoryBuffer1D<float, Stride1D.Dense> input = accelerator.Allocate1D(x), output = accelerator.Allocate1D<float>(x.Length);
        kernels.Forward(accelerator.DefaultStream, input.AsContiguous(), output.AsContiguous());
        accelerator.DefaultStream.Synchronize();
        Assert.Equal(x.Select(Oracle.Sigmoid), output.GetAsArray1D());
    }
}

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuCallersContextTests(TestDevices devices) : CallersContextTests(devices, DeviceNames.CpuSimulator, AcceleratorType.CPU);

[Collection(DeviceNames.Cuda)]
public sealed class CudaCallersContextTests(TestDevices devices) : CallersContextTests(devices, DeviceNames.Cuda, AcceleratorType.Cuda);
