using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GpuSigmoid.Kernels;

/// <summary>What the kernels must know of an ILGPU accelerator.</summary>
internal static class AcceleratorTraits
{
    /// <summary>OpenCL does not tell how many threads a compute unit holds. GPUs' hold 1,024 to 2,560; too many groups only wait.</summary>
    private const int OpenCLThreadsPerMultiprocessor = 2048;

    public static DeviceTraits Of(Accelerator accelerator) => new(
        accelerator switch
        {
            CudaAccelerator => DeviceKind.Cuda,
            CLAccelerator => DeviceKind.OpenCL,
            _ => DeviceKind.CpuSimulator,
        },
        accelerator is CudaAccelerator || (accelerator is CLAccelerator openCL && !openCL.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_CPU)),
        accelerator.NumMultiprocessors,
        accelerator is CLAccelerator ? OpenCLThreadsPerMultiprocessor : accelerator.MaxNumThreadsPerMultiprocessor,
        accelerator.MaxNumThreadsPerGroup,
        HasFastFloat64(accelerator));

    // An OpenCL GPU does not tell; most have little float64.
    private static bool HasFastFloat64(Accelerator accelerator) => accelerator switch
    {
        CudaAccelerator cuda => HasFastFloat64(cuda.Architecture.Major, cuda.Architecture.Minor),
        CLAccelerator openCL => openCL.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_CPU),
        _ => true,
    };

    /// <summary>
    /// Whether the GPUs of a CUDA compute capability are made for float64: the data centre's P100, V100, A100, H100 and B200. All others
    /// run it at 1/32 or 1/64 of float32's rate.
    /// </summary>
    public static bool HasFastFloat64(int major, int minor) => (major, minor) is (6, 0) or (7, 0) or (8, 0) or (9, 0) or (10, 0);
}
