using System.Globalization;

namespace GpuSigmoid.Cli.Run;

/// <summary>What `gpusigmoid run` prints; its JSON has these properties.</summary>
internal sealed record RunReport
{
    public required string Device { get; init; }

    public required string DeviceDescription { get; init; }

    public required string Dtype { get; init; }

    public required long Rows { get; init; }

    public required long Columns { get; init; }

    public required PassReport Forward { get; init; }

    public required PassReport Backward { get; init; }

    public string Timing { get; } = "wall time of one pass after a warm-up pass, device synchronised before and after";

    public required long BytesBetweenPasses { get; init; }

    public required string ErrorReference { get; init; }

    public void Print(TextWriter output)
    {
        Print(output, "device", $"{Device} ({BadInputException.Printable(DeviceDescription)})");
        Print(output, "shape", $"{Rows} x {Columns} of {Dtype}");
        Print(output, "forward", Forward.Describe(2));
        Print(output, "backward", Backward.Describe(3));
        Print(output, "timing", Timing);
        Print(output, "bus", $"{BytesBetweenPasses} bytes crossed between the passes");
        Print(output, "worst error", $"S {Ulp(Forward.WorstErrorInUlp)} ULP, dx {Ulp(Backward.WorstErrorInUlp)} ULP for the given S");
        Print(output, "measured by", ErrorReference);
        Print(output, "SHA-256 S", Forward.Sha256);
        Print(output, "SHA-256 dx", Backward.Sha256);
    }

    private static void Print(TextWriter output, string name, string value) => output.WriteLine($"{name,-12} {value}");

    private static string Ulp(double error) => error.ToString("0.0000", CultureInfo.InvariantCulture);
}
