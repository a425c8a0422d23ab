using System.Globalization;
using GpuSigmoid.Reference;
using ScottPlot;

namespace GpuSigmoid.Bench.Tails;

/// <summary>Draws docs/tails.png and prints the table of docs/tails.md.</summary>
internal static class TailsPicture
{
    private const int Bins = 240;

    // Each type's outputs from 1/2 to 1, and its gradients down to where they leave the normal range.
    private static readonly Dictionary<FloatFormat, double> Extents = new()
    {
        [FloatFormat.Float32] = 90,
        [FloatFormat.Float64] = 90,
        [FloatFormat.Float16] = 12,
        [FloatFormat.BFloat16] = 90,
    };

    private static readonly double[] TableRows = [-80, -20, -8, -4, -1, 1, 2, 4, 6.25, 8.4, 12, 16, 17.5, 20, 37.5, 80];

    public static int Draw(FileInfo picture)
    {
        using SigmoidDevice device = SigmoidDevice.Open("cpu");
        Console.WriteLine(Table(device));
        Multiplot pictures = new();
        pictures.AddPlots(CacheErrors.All.Count);
        pictures.Layout = new ScottPlot.MultiplotLayouts.Grid(2, 2);
        for (int i = 0; i < CacheErrors.All.Count; i++)
            Fill(pictures.GetPlot(i), device, CacheErrors.All[i]);
        pictures.SavePng(picture.FullName, 1400, 900);
        Console.WriteLine(picture);
        return 0;
    }

    private static void Fill(Plot plot, SigmoidDevice device, CacheErrors errors)
    {
        double extent = Extents[errors.Format];
        // Under what any rounding can leave, so that an exact result still has a point.
        double floor = Math.ScaleB(1, -errors.Format.Precision - 3);
        double[] xs = new double[Bins], outputs = new double[Bins], tails = new double[Bins];
        for (int i = 0; i < Bins; i++)
        {
            double start = -extent + 2 * extent * i / Bins, end = start + 2 * extent / Bins;
            (double output, double tail) = errors.Worst(device, start, end);
            (xs[i], outputs[i], tails[i]) =
                ((start + end) / 2, Math.Log10(Math.Max(output, floor)), Math.Log10(Math.Max(tail, floor)));
        }
        AddLine(plot, xs, outputs, "cached output S", Colors.Red);
        AddLine(plot, xs, tails, "cached tail c", Colors.Blue);
        plot.Title(errors.Format.Name);
        plot.XLabel("x");
        plot.YLabel("relative error of the gradient");
        plot.Axes.SetLimits(-extent, extent, Math.Log10(floor) - 0.3, 0.5);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            IntegerTicksOnly = true,
            LabelFormatter = power => power == 0 ? "100%" : $"1e{power.ToString("0", CultureInfo.InvariantCulture)}",
        };
        plot.ShowLegend(Alignment.UpperLeft);
    }

    private static void AddLine(Plot plot, double[] xs, double[] ys, string name, Color color)
    {
        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(xs, ys, color);
        line.LegendText = name;
        line.LineWidth = 2;
    }

    private static string Table(SigmoidDevice device)
    {
        string head = "| x |" + string.Concat(CacheErrors.All.Select(errors => $" {errors.Format.Name} S | c |"));
        string rule = "| ---: |" + string.Concat(CacheErrors.All.Select(_ => " ---: | ---: |"));
        return string.Join('\n', [head, rule, .. TableRows.Select(x => Row(device, x))]);
    }

    // From x to a little farther from 0, as many values as there are within a hundredth part.
    private static string Row(SigmoidDevice device, double x)
    {
        IEnumerable<string> cells = CacheErrors.All.Select(errors =>
        {
            (double output, double tail) = errors.Worst(device, x, x * 1.01);
            return Math.Abs(x) > Extents[errors.Format] ? " | |" : $" {Show(output)} | {Show(tail)} |";
        });
        return $"| {x.ToString(CultureInfo.InvariantCulture)} |{string.Concat(cells)}";
    }

    private static string Show(double error) => error >= 0.01
        ? error.ToString("0 %", CultureInfo.InvariantCulture)
        : error.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
