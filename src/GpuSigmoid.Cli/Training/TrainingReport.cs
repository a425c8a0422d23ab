using System.Globalization;

namespace GpuSigmoid.Cli.Training;

/// <summary>What `gpusigmoid train` prints; its JSON has these properties.</summary>
internal sealed record TrainingReport
{
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const int MostBars = 60;

    public required string Device { get; init; }

    public required string DeviceDescription { get; init; }

    public required string Data { get; init; }

    public required string Dtype { get; init; }

    public required IReadOnlyList<int> Layers { get; init; }

    public required int Epochs { get; init; }

    public required int Batch { get; init; }

    public required double Rate { get; init; }

    public required ulong Seed { get; init; }

    public required string Cache { get; init; }

    /// <summary>What computed the matrix products.</summary>
    public required string MatrixProduct { get; init; }

    /// <summary>Whether the weights have the same hash on every device; only with the plain product.</summary>
    public required bool SameBitsEverywhere { get; init; }

    public string Order { get; } = "rows shuffled once by the seed before the upload; the order of the batches anew in every epoch";

    /// <summary>The mean of ½ Σ (S − t)² over the rows, for each epoch, each batch's taken before its step.</summary>
    public required IReadOnlyList<double> Losses { get; init; }

    public required double TrainAccuracy { get; init; }

    public required double TestAccuracy { get; init; }

    public required double Seconds { get; init; }

    public required double SigmoidShare { get; init; }

    public string SigmoidShareMeasured { get; } =
        "in further epochs, after the training, with the device waited for around each sigmoid pass";

    /// <summary>Bytes from host to device between the first step and the last.</summary>
    public required long BytesToDevice { get; init; }

    /// <summary>Bytes from device to host between the first step and the last: the losses.</summary>
    public required long BytesToHost { get; init; }

    /// <summary>Of all weights, layer by layer: W row by row, inputs x outputs, then b.</summary>
    public required string WeightsSha256 { get; init; }

    public void Print(TextWriter output)
    {
        Print(output, "device", $"{Device} ({BadInputException.Printable(DeviceDescription)})");
        Print(output, "data", BadInputException.Printable(Data));
        Print(output, "network", $"{string.Join(" - ", Layers)}, sigmoid layers of {Dtype}, cache {Cache}, loss ½Σ(S−t)²");
        Print(output, "descent", string.Create(
            CultureInfo.InvariantCulture, $"{Epochs} epochs of batches of {Batch}, rate {Rate}, seed {Seed}; {Order}"));
        Print(output, "product", $"{MatrixProduct}: {(SameBitsEverywhere ? "sums in a fixed order" : "sums in an order of its own")}");
        Print(output, "loss", $"{Sparkline()} {Number(Losses[0])} to {Number(Losses[^1])}");
        Print(output, "accuracy", $"{Percent(TestAccuracy)} of the test rows, {Percent(TrainAccuracy)} of those trained on");
        Print(output, "time", string.Create(
            CultureInfo.InvariantCulture, $"{Seconds:0.000} s for all epochs, {Seconds / Epochs * 1e3:0.0} ms each"));
        Print(output, "sigmoid", $"{Percent(SigmoidShare)} of an epoch's time, measured {SigmoidShareMeasured}");
        Print(output, "bus", $"{BytesToDevice} bytes to the device while training, {BytesToHost} back: a loss for each epoch");
        Print(output, "SHA-256", $"{WeightsSha256} of the weights{(SameBitsEverywhere ? "" : ", whose bits may differ elsewhere")}");
    }

    private string Sparkline()
    {
        // Where there are more epochs than bars, a bar stands for the last of its epochs.
        int bars = Math.Min(Losses.Count, MostBars);
        double largest = Losses.Max();
        return string.Concat(Enumerable.Range(1, bars).Select(bar =>
        {
            double part = Losses[(int)((long)bar * Losses.Count / bars) - 1] / largest;
            return Bars[double.IsFinite(part) ? (int)Math.Round(part * (Bars.Length - 1)) : Bars.Length - 1];
        }));
    }

    private static void Print(TextWriter output, string name, string value) => output.WriteLine($"{name,-12} {value}");

    private static string Number(double value) => value.ToString("0.00000", CultureInfo.InvariantCulture);

    private static string Percent(double part) => part.ToString("0.00%", CultureInfo.InvariantCulture);
}
