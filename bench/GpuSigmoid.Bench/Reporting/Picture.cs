using ScottPlot;
using ScottPlot.MultiplotLayouts;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace GpuSigmoid.Bench.Reporting;

/// <summary>The share of the ceiling against size: a panel for each operation and element type, a line for each library.</summary>
internal static class Picture
{
    private const int PanelWidth = 620;
    private const int Height = 460;
    private static readonly string[] Yardsticks = [Passes.Ceiling.Library, Passes.Float32Pass.Library];

    // The same colour for a library in every panel.
    private static readonly Color[] Colors =
    [
        Color.FromHex("#0B6E4F"), Color.FromHex("#C1440E"), Color.FromHex("#2B59C3"), Color.FromHex("#8E6C8A"), Color.FromHex("#D9A404"),
    ];

    public static void Write(string path, string title, IReadOnlyList<Result> results)
    {
        Result[] drawn = [.. results.Where(row => !row.WithTransfer && !Yardsticks.Contains(row.Library))];
        string[] libraries = [.. drawn.Select(row => row.Library).Distinct()];
        IGrouping<(string, string), Result>[] panels = [.. drawn.GroupBy(row => (row.Operation, row.ElementType))];
        Multiplot multiplot = new();
        multiplot.AddPlots(panels.Length);
        multiplot.Layout = new Columns();
        double highest = Math.Max(1.35, drawn.Max(row => row.FractionOfCeiling) * 1.3);
        for (int i = 0; i < panels.Length; i++)
            Draw(multiplot.GetPlot(i), i == 0 ? title : "", panels[i].Key, panels[i], libraries, highest);
        string beside = path + ".partial.png";
        multiplot.SavePng(beside, PanelWidth * panels.Length, Height);
        File.Move(beside, path, overwrite: true);
    }

    private static void Draw(
        Plot plot, string title, (string Operation, string ElementType) what, IEnumerable<Result> rows, string[] libraries, double highest)
    {
        foreach (IGrouping<string, Result> line in rows.GroupBy(row => row.Library))
        {
            Result[] points = [.. line.OrderBy(row => row.Elements)];
            Scatter scatter = plot.Add.Scatter(
                points.Select(row => Math.Log2(row.Elements)).ToArray(), points.Select(row => row.FractionOfCeiling).ToArray());
            scatter.LegendText = line.Key;
            scatter.Color = Colors[Array.IndexOf(libraries, line.Key) % Colors.Length];
            scatter.LineWidth = 2.5f;
            scatter.MarkerSize = 7;
        }
        plot.Add.HorizontalLine(1, 1.5f, Color.FromHex("#666666"), LinePattern.Dashed);
        plot.Title($"{what.Operation}, {what.ElementType}{(title.Length > 0 ? $" · {title}" : "")}", size: 15);
        plot.XLabel("elements");
        plot.YLabel("share of the ceiling (a copy of the same bytes)");
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic
        {
            IntegerTicksOnly = true,
            LabelFormatter = exponent => $"2^{exponent:0}",
        };
        plot.Axes.Left.TickGenerator = new NumericAutomatic { LabelFormatter = share => $"{share * 100:0} %" };
        plot.Axes.SetLimitsY(0, highest);
        plot.ShowLegend(Alignment.UpperLeft);
    }
}
