namespace GpuSigmoid;

/// <summary>A device of this machine, usable or not.</summary>
/// <param name="Name">The name to open it by, such as <c>cuda:0</c>.</param>
/// <param name="Kind">What runs the kernels.</param>
/// <param name="IsGpu">Whether it is a GPU.</param>
/// <param name="Description">The device's own name and its driver's version.</param>
/// <param name="MemoryInBytes">The device's memory in bytes; 0 where it is not known.</param>
/// <param name="UnusableBecause">Why the device cannot be used, or null where it can.</param>
public sealed record DeviceInfo(string Name, DeviceKind Kind, bool IsGpu, string Description, long MemoryInBytes, string? UnusableBecause)
{
    /// <summary>Whether the device can be opened.</summary>
    public bool IsUsable => UnusableBecause is null;
}
