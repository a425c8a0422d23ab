namespace GpuSigmoid.Devices;

/// <summary>A device that was found, or the reason why a kind of device was not.</summary>
/// <param name="Name">The name to open it by; for a missing kind the kind's name.</param>
/// <param name="Kind">What runs the kernels.</param>
/// <param name="IsGpu">Whether that is a GPU.</param>
/// <param name="Description">The device's own name and its driver's version; empty for a missing kind.</param>
/// <param name="MemoryInBytes">The memory of the device.</param>
/// <param name="UnusableBecause">Why it cannot be opened; null where it can.</param>
/// <param name="Open">Opens it; null where it cannot be opened.</param>
internal sealed record DeviceEntry(
    string Name,
    DeviceKind Kind,
    bool IsGpu,
    string Description,
    long MemoryInBytes,
    string? UnusableBecause,
    Func<SigmoidDevice>? Open)
{
    public static DeviceEntry Missing(string name, DeviceKind kind, string reason) =>
        new(name, kind, IsGpu: kind == DeviceKind.Cuda, Description: "", MemoryInBytes: 0, reason, Open: null);
}
