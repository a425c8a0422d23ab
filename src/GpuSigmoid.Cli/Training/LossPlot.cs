using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace GpuSigmoid.Cli.Training;

/// <summary>The loss of each epoch as a PNG picture.</summary>
internal static class LossPlot
{
    private const int Width = 640, Height = 400;

    public static void Write(Stream stream, TrainingReport report)
    {
        Plot plot = new();
        plot.Add.ScatterLine(Enumerable.Range(1, report.Losses.Count).Select(epoch => (double)epoch).ToArray(), report.Losses.ToArray());
        plot.Title(string.Create(CultureInfo.InvariantCulture, $"Mean loss of each epoch, test accuracy {report.TestAccuracy:0.00%}"), size: 15);
        plot.XLabel("epoch");
        plot.YLabel("loss");
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.SetLimitsY(0, 1.1 * report.Losses.Where(double.IsFinite).DefaultIfEmpty(1).Max());
        stream.Write(plot.GetImageBytes(Width, Height, ImageFormat.Png));
    }
}
