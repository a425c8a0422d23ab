using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GpuSigmoid.Bench.Cases;

namespace GpuSigmoid.Bench.Reporting;

/// <summary>A run as a file.</summary>
internal sealed record JsonReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        // A peer's error can be infinite, which JSON has no number for: it is written "Infinity".
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        // Nothing here goes into a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [JsonPropertyName("command")]
    public required string Command { get; init; }

    [JsonPropertyName("machine")]
    public required Machine Machine { get; init; }

    [JsonPropertyName("input")]
    public string Input { get; init; } = InputData.Description;

    [JsonPropertyName("results")]
    public required IReadOnlyList<Result> Results { get; init; }

    public static JsonReport Parse(string text) => JsonSerializer.Deserialize<JsonReport>(text, Options)!;

    public string ToText() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>Writes beside the target and renames over it: it is there whole or not at all.</summary>
    public void Write(string path)
    {
        string beside = path + ".partial";
        File.WriteAllText(beside, ToText());
        File.Move(beside, path, overwrite: true);
    }
}
