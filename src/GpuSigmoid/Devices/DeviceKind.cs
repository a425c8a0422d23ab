namespace GpuSigmoid;

/// <summary>What runs the kernels of a <see cref="SigmoidDevice"/>.</summary>
public enum DeviceKind
{
    /// <summary>An NVIDIA GPU, through CUDA's driver.</summary>
    Cuda,

    /// <summary>A device of an OpenCL driver: a GPU, or a CPU as in PoCL.</summary>
    OpenCL,

    /// <summary>All cores of this machine, with SIMD vectors. For work where there is no GPU.</summary>
    Cpu,

    /// <summary>The GPUs' kernels on ILGPU's CPU accelerator. For tests.</summary>
    CpuSimulator,
}
