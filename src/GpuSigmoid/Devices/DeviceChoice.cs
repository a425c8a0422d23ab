namespace GpuSigmoid.Devices;

/// <summary>Which of the devices found is meant: a function of the list and the name.</summary>
internal static class DeviceChoice
{
    /// <summary>A CUDA device, else an OpenCL device that is a GPU, else the CPU engine; of several, the first.</summary>
    public static DeviceEntry Best(IReadOnlyList<DeviceEntry> entries) =>
        entries.FirstOrDefault(entry => entry is { Kind: DeviceKind.Cuda, Open: not null })
        ?? entries.FirstOrDefault(entry => entry is { Kind: DeviceKind.OpenCL, IsGpu: true, Open: not null })
        ?? entries.First(entry => entry.Kind == DeviceKind.Cpu);

    /// <exception cref="DeviceUnavailableException">No device has the name, or the one that has it cannot be used.</exception>
    public static DeviceEntry Named(IReadOnlyList<DeviceEntry> entries, string name)
    {
        DeviceEntry? found = entries.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase));
        if (found is { Open: not null })
            return found;
        string usable = string.Join(", ", entries.Where(entry => entry.Open is not null).Select(entry => entry.Name));
        string reason = found?.UnusableBecause ?? entries.FirstOrDefault(entry => IsOfThatKind(entry, name))?.UnusableBecause ?? "there is none";
        throw new DeviceUnavailableException($"The device '{name}' cannot be used: {reason}. Usable devices: {usable}.");
    }

    // cuda:1 is explained by what is wrong with CUDA as a whole.
    private static bool IsOfThatKind(DeviceEntry entry, string name) =>
        entry.Open is null && entry.Name.Split(':')[0].Equals(name.Split(':')[0], StringComparison.OrdinalIgnoreCase);
}
