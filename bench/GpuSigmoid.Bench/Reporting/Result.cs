using System.Text.Json.Serialization;

namespace GpuSigmoid.Bench.Reporting;

/// <summary>One row: what a library took for one case. Names as the files have them.</summary>
internal sealed record Result
{
    [JsonPropertyName("device")]
    public required string Device { get; init; }

    [JsonPropertyName("device_name")]
    public required string DeviceName { get; init; }

    [JsonPropertyName("op")]
    public required string Operation { get; init; }

    [JsonPropertyName("dtype")]
    public required string ElementType { get; init; }

    [JsonPropertyName("elements")]
    public required long Elements { get; init; }

    [JsonPropertyName("library")]
    public required string Library { get; init; }

    [JsonPropertyName("detail")]
    public required string? Detail { get; init; }

    [JsonPropertyName("seconds_median")]
    public required double SecondsMedian { get; init; }

    [JsonPropertyName("seconds_p20")]
    public required double SecondsP20 { get; init; }

    [JsonPropertyName("seconds_p80")]
    public required double SecondsP80 { get; init; }

    [JsonPropertyName("bytes")]
    public required long Bytes { get; init; }

    [JsonPropertyName("gb_per_s")]
    public double GigabytesPerSecond => Bytes / SecondsMedian * 1e-9;

    [JsonPropertyName("fraction_of_ceiling")]
    public required double FractionOfCeiling { get; init; }

    [JsonPropertyName("with_transfer")]
    public required bool WithTransfer { get; init; }

    /// <summary>The worst error in the sample that was verified, in units in the last place; null for a copy.</summary>
    [JsonPropertyName("max_ulp")]
    public required double? MaxUlp { get; init; }
}
