namespace GpuSigmoid.Tests.Devices;

/// <summary>Which of the devices that a machine need not have this run may not do without.</summary>
internal static class RequiredDevices
{
    public const string Variable = "GPUSIGMOID_REQUIRE";

    /// <summary>The kinds named in a comma list such as <c>opencl,cuda</c>.</summary>
    /// <exception cref="ArgumentException">A word is neither of these.</exception>
    public static IReadOnlySet<DeviceKind> Parse(string? list) =>
        (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(KindOf).ToHashSet();

    private static DeviceKind KindOf(string word) => word.ToUpperInvariant() switch
    {
        "OPENCL" => DeviceKind.OpenCL,
        "CUDA" => DeviceKind.Cuda,
        _ => throw new ArgumentException($"{Variable} names '{word}': it takes a comma list of opencl and cuda."),
    };
}
