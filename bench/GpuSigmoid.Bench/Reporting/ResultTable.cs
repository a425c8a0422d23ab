using System.Globalization;
using Spectre.Console;

namespace GpuSigmoid.Bench.Reporting;

/// <summary>The results for people: a table for each operation and element type.</summary>
internal static class ResultTable
{
    private const int WidthOfFiles = 160;

    public static void Write(IEnumerable<Result> results)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfFiles;
        foreach (IGrouping<(string, string, string), Result> group in results.GroupBy(row => (row.Operation, row.ElementType, row.Device)))
            AnsiConsole.Write(Of(group.Key, group));
    }

    private static Table Of((string Operation, string ElementType, string Device) what, IEnumerable<Result> rows)
    {
        Table table = new Table().Border(TableBorder.Simple).Title($"{what.Operation} {what.ElementType} on {what.Device}");
        table.AddColumn("Elements", column => column.RightAligned());
        table.AddColumn("Library");
        foreach (string heading in (string[])["Median", "p20", "p80", "GB/s", "Of ceiling", "G elements/s", "Max ULP"])
            table.AddColumn(heading, column => column.RightAligned());
        long last = 0;
        foreach (Result row in rows)
        {
            table.AddRow(
                row.Elements == last ? "" : Text($"{row.Elements:N0}"),
                Markup.Escape(row.Detail is null ? row.Library : $"{row.Library} ({row.Detail})"),
                Time(row.SecondsMedian),
                Time(row.SecondsP20),
                Time(row.SecondsP80),
                Text($"{row.GigabytesPerSecond:0.0}"),
                Text($"{row.FractionOfCeiling:P0}"),
                Text($"{row.Elements / row.SecondsMedian * 1e-9:0.00}"),
                row.MaxUlp is double ulp ? Text($"{ulp:0.###}") : "");
            last = row.Elements;
        }
        return table;
    }

    private static string Time(double seconds) => seconds switch
    {
        < 1e-3 => Text($"{seconds * 1e6:0.0} µs"),
        < 1 => Text($"{seconds * 1e3:0.00} ms"),
        _ => Text($"{seconds:0.00} s"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
