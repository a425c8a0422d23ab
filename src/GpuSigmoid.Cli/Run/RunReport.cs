using System.Globalization;
using Spectre.Console;

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

    public string Timing { get; } = "wall time of one pass after a warm-up pass, the device synchronised before and after";

    public required long BytesBetweenPasses { get; init; }

    public required string ErrorReference { get; init; }

    public void Print(IAnsiConsole console)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        Add(grid, "device", $"{Device} ({BadInputException.Printable(DeviceDescription)})");
        Add(grid, "shape", $"{Rows} x {Columns} of {Dtype}");
        Add(grid, "forward", Forward.Describe(2));
        Add(grid, "backward", Backward.Describe(3));
        Add(grid, "", Timing);
        Add(grid, "bus", $"{BytesBetweenPasses} bytes crossed between the passes");
        Add(grid, "worst error", $"S {Ulp(Forward.WorstErrorInUlp)} ULP, dx {Ulp(Backward.WorstErrorInUlp)} ULP for the given S");
        Add(grid, "", $"against {ErrorReference}");
        Add(grid, "SHA-256 S", Forward.Sha256);
        Add(grid, "SHA-256 dx", Backward.Sha256);
        console.Write(grid);
    }

    private static void Add(Grid grid, string name, string value) => grid.AddRow(new Text(name), new Text(value));

    private static string Ulp(double error) => error.ToString("0.0000", CultureInfo.InvariantCulture);
}
