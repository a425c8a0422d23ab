using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace GpuSigmoid.Devices;

/// <summary>
/// The GPUs' kernels on ILGPU's CPU accelerator: a multiprocessor for each core, one thread in each group, whose packs are vectors. ILGPU
/// wants at least two threads a multiprocessor; the second one idles.
/// </summary>
internal static class SimulatorDevice
{
    private const string Name = "cpu-simulator";

    public static DeviceEntry Entry { get; } = new(
        Name, DeviceKind.CpuSimulator, IsGpu: false, Describe(), Memory, UnusableBecause: null, Open);

    private static long Memory => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static string Describe() =>
        $"ILGPU {typeof(Context).Assembly.GetName().Version!.ToString(3)} CPU accelerator, {Environment.ProcessorCount} cores";

    private static IlgpuDevice Open()
    {
        Context context = Context.Create(static builder => OwnContext.Configure(builder));
        try
        {
            CPUDevice cores = new(numThreadsPerWarp: 2, numWarpsPerMultiprocessor: 1, Environment.ProcessorCount);
            Accelerator accelerator = cores.CreateCPUAccelerator(context, CPUAcceleratorMode.Parallel);
            return new IlgpuDevice(Name, DeviceKind.CpuSimulator, Describe(), Memory, context, accelerator);
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }
}
