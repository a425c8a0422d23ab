using ILGPU;
using ILGPU.Runtime.Cuda;

namespace GpuSigmoid.Devices;

/// <summary>The NVIDIA GPUs that CUDA's driver tells of.</summary>
internal static class CudaDevices
{
    public static IReadOnlyList<DeviceEntry> Find()
    {
        if (!NativeLibraries.HasCuda)
            return [DeviceEntry.Missing("cuda", DeviceKind.Cuda, "driver missing (libcuda.so.1 not found)")];
        using Context context = Context.Create(AddDevices);
        List<DeviceEntry> entries = [];
        foreach (CudaDevice device in context.GetCudaDevices())
            entries.Add(Entry(device, entries.Count));
        return entries.Count > 0 ? entries : [DeviceEntry.Missing("cuda", DeviceKind.Cuda, "the driver tells of no GPU")];
    }

    private static void AddDevices(Context.Builder builder) => OwnContext.Configure(builder).Cuda(_ => true);

    private static DeviceEntry Entry(CudaDevice device, int index)
    {
        string name = $"cuda:{index}";
        string description = $"{device.Name}, CUDA driver {device.DriverVersion.Major}.{device.DriverVersion.Minor}";
        if (device.InstructionSet is null)
        {
            string reason = $"the driver knows no instruction set that ILGPU can write for {device.Architecture}";
            return new DeviceEntry(name, DeviceKind.Cuda, IsGpu: true, description, device.MemorySize, reason, Open: null);
        }

        return new DeviceEntry(
            name,
            DeviceKind.Cuda,
            IsGpu: true,
            description,
            device.MemorySize,
            UnusableBecause: null,
            () => Open(name, description, index));
    }

    private static IlgpuDevice Open(string name, string description, int index)
    {
        Context context = Context.Create(AddDevices);
        try
        {
            CudaDevice device = context.GetCudaDevice(index);
            CudaAccelerator accelerator = device.CreateCudaAccelerator(context);
            CudaPrimaryContext.Enter(accelerator);
            return new IlgpuDevice(name, DeviceKind.Cuda, description, device.MemorySize, context, accelerator);
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }
}
