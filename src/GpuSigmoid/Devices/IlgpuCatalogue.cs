namespace GpuSigmoid.Devices;

/// <summary>The devices that ILGPU can drive, and why others cannot be used.</summary>
internal static class IlgpuCatalogue
{
    /// <summary>All of them: CUDA, OpenCL, the simulator. It does not throw.</summary>
    public static IReadOnlyList<DeviceEntry> Find()
    {
        NativeLibraries.MakeFindable();
        return
        [
            .. Guarded("cuda", DeviceKind.Cuda, CudaDevices.Find),
            .. Guarded("opencl", DeviceKind.OpenCL, OpenCLDevices.Find),
            SimulatorDevice.Entry,
        ];
    }

    // A broken driver must not hide the other devices.
    private static IReadOnlyList<DeviceEntry> Guarded(string name, DeviceKind kind, Func<IReadOnlyList<DeviceEntry>> find)
    {
        try
        {
            return find();
        }
#pragma warning disable CA1031 // Whatever a driver does wrong is told as the reason why its devices are missing.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return [DeviceEntry.Missing(name, kind, $"the driver fails: {exception.Message}")];
        }
    }
}
