using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Backends.OpenCL;
using ILGPU.Runtime.OpenCL;

namespace GpuSigmoid.Devices;

/// <summary>The devices of all OpenCL platforms.</summary>
internal static class OpenCLDevices
{
    // cl_device_fp_config of OpenCL's header.
    private const ulong Denormals = 1 << 0;
    private const ulong RoundToNearest = 1 << 2;

    public static IReadOnlyList<DeviceEntry> Find()
    {
        if (!NativeLibraries.HasOpenCL)
            return [DeviceEntry.Missing("opencl", DeviceKind.OpenCL, "no OpenCL loader (libOpenCL.so.1 not found)")];
        using Context context = Context.Create(AddDevices);
        List<DeviceEntry> entries = [];
        foreach (CLDevice device in context.GetCLDevices())
            entries.Add(Entry(device, entries.Count));
        return entries.Count > 0
            ? entries
            : [DeviceEntry.Missing("opencl", DeviceKind.OpenCL, "no platform with a device (is the device's driver installed?)")];
    }

    // ILGPU takes only devices with the generic address space. Our kernels use global pointers alone, so that others serve as well.
    private static void AddDevices(Context.Builder builder) => OwnContext.Configure(builder).OpenCL(device =>
    {
        SetGenericAddressSpace(device.Capabilities, true);
        return true;
    });

    private static DeviceEntry Entry(CLDevice device, int index)
    {
        string name = $"opencl:{index}";
        string version = CLAPI.CurrentAPI.GetDeviceInfo(device.DeviceId, CLDeviceInfoType.CL_DRIVER_VERSION);
        string description = $"{device.Name.Trim()}, {device.PlatformName.Trim()}, driver {version.Trim()}";
        bool isGpu = !device.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_CPU);
        string? obstacle = ObstacleOf(
            device.CLStdVersion >= CLBackend.MinimumVersion,
            FloatingPointOf(device, CLDeviceInfoType.CL_DEVICE_SINGLE_FP_CONFIG),
            FloatingPointOf(device, CLDeviceInfoType.CL_DEVICE_DOUBLE_FP_CONFIG));
        return new DeviceEntry(
            name,
            DeviceKind.OpenCL,
            isGpu,
            description,
            device.MemorySize,
            obstacle,
            obstacle is null ? () => Open(name, description, index) : null);
    }

    /// <summary>What keeps a device from giving the promised bits; null where nothing does.</summary>
    internal static string? ObstacleOf(bool compilesOpenCL2, ulong float32, ulong float64)
    {
        if (!compilesOpenCL2)
            return "its compiler does not know OpenCL C 2.0, which ILGPU writes";
        if (float64 == 0)
            return "no float64";
        if ((float32 & RoundToNearest) == 0)
            return "its float32 does not round to nearest";
        return (float32 & Denormals) == 0 ? "its float32 has no subnormal numbers" : null;
    }

    private static ulong FloatingPointOf(CLDevice device, CLDeviceInfoType type) =>
        device.GetDeviceInfo(type, out ulong configuration) == CLError.CL_SUCCESS ? configuration : 0;

    private static IlgpuDevice Open(string name, string description, int index)
    {
        Context context = Context.Create(AddDevices);
        try
        {
            CLDevice device = context.GetCLDevice(index);
            return new IlgpuDevice(
                name, DeviceKind.OpenCL, description, device.MemorySize, context, device.CreateCLAccelerator(context));
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_GenericAddressSpace")]
    private static extern void SetGenericAddressSpace(CLCapabilityContext capabilities, bool value);
}
