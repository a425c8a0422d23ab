using ILGPU;

namespace GpuSigmoid.Devices;

/// <summary>How the contexts of the library's own devices are built.</summary>
internal static class OwnContext
{
    /// <summary>The AppContext switch that lets streams carry profiling markers; it is read when a device is opened.</summary>
    public const string ProfilingSwitch = "GpuSigmoid.Profiling";

    /// <summary>
    /// At O2, where ILGPU knows that a kernel's views lie in global memory: OpenCL compilers without the generic address space take only
    /// such kernels, and PTX gets <c>ld.global</c>.
    /// </summary>
    public static Context.Builder Configure(Context.Builder builder)
    {
        builder.EnableSigmoid().Optimize(OptimizationLevel.O2);
        // Not for all: queues that time each command are slower on some drivers.
        return AppContext.TryGetSwitch(ProfilingSwitch, out bool profiling) && profiling ? builder.Profiling() : builder;
    }
}
