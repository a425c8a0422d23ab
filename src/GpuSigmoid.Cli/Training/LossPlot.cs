using System.Globalization;
using System.Text;

namespace GpuSigmoid.Cli.Training;

/// <summary>
/// The loss of each epoch as a picture, in SVG: it is text, every browser shows it, and the command needs no native library to draw it.
/// </summary>
internal static class LossPlot
{
    private const double Width = 640, Height = 400, Left = 70, Right = 20, Top = 40, Bottom = 50;
    private const int Ticks = 5;

    public static void Write(Stream stream, TrainingReport report)
    {
        double largest = report.Losses.Where(double.IsFinite).DefaultIfEmpty(1).Max();
        largest = largest > 0 ? largest : 1;
        StringBuilder svg = new();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        Add(svg, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        Add(svg, $"<text x=\"{Width / 2}\" y=\"22\" text-anchor=\"middle\" font-size=\"14\">Mean loss of each epoch, test accuracy {report.TestAccuracy:0.00%}</text>");
        for (int tick = 0; tick <= Ticks; tick++)
        {
            double loss = largest * tick / Ticks, y = Y(loss, largest);
            Add(svg, $"<line x1=\"{Left}\" y1=\"{y:0.##}\" x2=\"{Width - Right}\" y2=\"{y:0.##}\" stroke=\"#ddd\"/>");
            Add(svg, $"<text x=\"{Left - 8}\" y=\"{y + 4:0.##}\" text-anchor=\"end\">{loss:0.0000}</text>");
        }

        int count = report.Losses.Count;
        foreach (int epoch in Enumerable.Range(0, Ticks + 1).Select(tick => 1 + ((long)(count - 1) * tick / Ticks)).Select(each => (int)each).Distinct())
        {
            Add(svg, $"<text x=\"{X(epoch, count):0.##}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{epoch}</text>");
        }

        Add(svg, $"<text x=\"{Width / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\">epoch</text>");
        string points = string.Join(' ', report.Losses.Select((loss, index) =>
            string.Create(CultureInfo.InvariantCulture, $"{X(index + 1, count):0.##},{Y(double.IsFinite(loss) ? loss : largest, largest):0.##}")));
        Add(svg, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"#1f77b4\" stroke-width=\"2\"/>");
        Add(svg, $"</svg>");
        stream.Write(Encoding.UTF8.GetBytes(svg.ToString()));
    }

    private static void Add(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static double X(int epoch, int count) => Left + ((Width - Left - Right) * (count == 1 ? 0.5 : (epoch - 1.0) / (count - 1)));

    private static double Y(double loss, double largest) => Height - Bottom - ((Height - Top - Bottom) * loss / largest);
}
