using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace GpuSigmoid.Bench.Reporting;

/// <summary>Where and on what a run was made, without a name that says whose machine it is.</summary>
internal sealed record Machine
{
    [JsonPropertyName("processor")]
    public required string Processor { get; init; }

    [JsonPropertyName("system")]
    public required string System { get; init; }

    [JsonPropertyName("runtime")]
    public required string Runtime { get; init; }

    [JsonPropertyName("commit")]
    public required string? Commit { get; init; }

    /// <summary>Processes that wanted a core, on average over the minute before the run; null where the system does not tell.</summary>
    [JsonPropertyName("load_before")]
    public required double? LoadBefore { get; init; }

    public static Machine OfNow() => new()
    {
        Processor = ProcessorName(ReadOrEmpty("/proc/cpuinfo"), Environment.ProcessorCount),
        System = RuntimeInformation.OSDescription,
        Runtime = RuntimeInformation.FrameworkDescription,
        Commit = CommitOf(typeof(SigmoidDevice).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion),
        LoadBefore = double.TryParse(ReadOrEmpty("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture, out double load)
            ? load
            : null,
    };

    /// <summary>The kind of processor that /proc/cpuinfo tells of, such as "2-core AMD EPYC (Zen 5)".</summary>
    public static string ProcessorName(string processorInfo, int cores)
    {
        string name = (Field(processorInfo, "model name") ?? RuntimeInformation.ProcessArchitecture.ToString())
            .Replace("(R)", "", StringComparison.Ordinal).Replace(" Processor", "", StringComparison.Ordinal);
        string generation = (Field(processorInfo, "vendor_id"), Field(processorInfo, "cpu family"), Field(processorInfo, "model")) switch
        {
            ("AuthenticAMD", "26", _) => " (Zen 5)",
            ("GenuineIntel", "6", "207") => " (Emerald Rapids)",
            _ => "",
        };
        return $"{cores}-core {name}{generation}";
    }

    /// <summary>The commit in a version such as 1.0.0+0123abc; null where it has none.</summary>
    public static string? CommitOf(string? version) => version?.Split('+') is [_, string commit] ? commit : null;

    private static string? Field(string processorInfo, string name) =>
        processorInfo.Split('\n').Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .FirstOrDefault(parts => parts.Length == 2 && parts[0] == name)?[1];

    private static string ReadOrEmpty(string path) => File.Exists(path) ? File.ReadAllText(path) : "";
}
