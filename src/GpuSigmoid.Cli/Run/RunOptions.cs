namespace GpuSigmoid.Cli.Run;

/// <summary>What `gpusigmoid run` was asked for; null where nothing was said.</summary>
internal sealed record RunOptions(
    string? Device, string? Input, string? Gradient, string? Output, string? Cache, ElementType? Type, bool AsJson);
