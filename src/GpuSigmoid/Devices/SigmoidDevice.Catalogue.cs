using GpuSigmoid.Cpu;
using GpuSigmoid.Devices;

namespace GpuSigmoid;

public abstract partial class SigmoidDevice
{
    /// <summary>The environment variable that names the device which <see cref="OpenBest"/> opens.</summary>
    public const string DeviceVariable = "GPUSIGMOID_DEVICE";

    // PoCL 3.1 crashes the process when two threads ask it for its devices at once for the first time.
    private static readonly Lock Drivers = new();

    /// <summary>All devices of this machine; those that cannot be used, and whole kinds that are missing, with the reason.</summary>
    public static IReadOnlyList<DeviceInfo> Enumerate() =>
        [.. Find().Select(entry => new DeviceInfo(
            entry.Name, entry.Kind, entry.IsGpu, entry.Description, entry.MemoryInBytes, entry.UnusableBecause))];

    /// <summary>Opens a device. Each call opens it anew, with memory and streams of its own; on CUDA all are in the GPU's primary context.</summary>
    /// <param name="name"><c>cuda:0</c>, <c>opencl:0</c>, <c>cpu</c> or <c>cpu-simulator</c>; <see cref="Enumerate"/> gives the names.</param>
    /// <exception cref="DeviceUnavailableException">No device has the name, or it cannot be used; the message says why.</exception>
    public static SigmoidDevice Open(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        // The CPU needs no look at the drivers, which takes long.
        if (name.Equals(CpuDevice.DeviceName, StringComparison.OrdinalIgnoreCase))
            return new CpuDevice();
        lock (Drivers)
            return DeviceChoice.Named(Find(), name).Open!();
    }

    /// <summary>
    /// Opens the device that the environment variable GPUSIGMOID_DEVICE names; where it is not set or blank, the first usable CUDA device,
    /// else the first OpenCL device that is a GPU, else <c>cpu</c>.
    /// </summary>
    /// <exception cref="DeviceUnavailableException">GPUSIGMOID_DEVICE names a device that there is not or that cannot be used.</exception>
    public static SigmoidDevice OpenBest()
    {
        string? name = Environment.GetEnvironmentVariable(DeviceVariable);
        if (!string.IsNullOrWhiteSpace(name))
            return Open(name);
        lock (Drivers)
            return DeviceChoice.Best(Find()).Open!();
    }

    private static IReadOnlyList<DeviceEntry> Find()
    {
        lock (Drivers)
            return [.. IlgpuCatalogue.Find(), CpuDevice.Entry];
    }
}
