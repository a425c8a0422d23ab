namespace GpuSigmoid.Devices;

/// <summary>A device that was found, or a reason why none was.</summary>
/// <param name="Name">The name to open it by.</param>
/// <param name="Kind">What would run the kernels.</param>
/// <param name="IsGpu">Whether it is a GPU.</param>
/// <param name="Description">Its own name and its driver's version.</param>
/// <param name="MemoryInBytes">Its memory.</param>
/// <param name="UnusableBecause">Why it cannot be used, or null where it can.</param>
/// <param name="Open">Opens it, or null where it cannot be used.</param>
internal sealed record DeviceEntry(
    string Name, DeviceKind Kind, bool IsGpu, string Description, long MemoryInBytes, string? UnusableBecause, Func<SigmoidDevice>? Open);
