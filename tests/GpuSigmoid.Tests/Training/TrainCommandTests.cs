using System.Buffers.Binary;
using System.Text.Json;
using GpuSigmoid.Cli;
using GpuSigmoid.Cli.Training;
using GpuSigmoid.Tests.Cli;
using Xunit;

namespace GpuSigmoid.Tests.Training;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task TheDigitsAreLearned()
    {
        CommandResult result = await CommandResult.OfAsync("train", "--device", "cpu", "--json");
        result.AssertSucceeded();
        JsonElement json = result.Json;
        Assert.InRange(json.GetProperty("testAccuracy").GetDouble(), 0.95, 1);
        double[] losses = [.. json.GetProperty("losses").EnumerateArray().Select(loss => loss.GetDouble())];
        Assert.Equal(json.GetProperty("epochs").GetInt32(), losses.Length);
        Assert.True(losses[^1] < losses[0] / 4);
        Assert.Equal(0, json.GetProperty("bytesToDevice").GetInt64());
        Assert.Equal(losses.Length * sizeof(float), json.GetProperty("bytesToHost").GetInt64());
        Assert.InRange(json.GetProperty("sigmoidShare").GetDouble(), 0, 1);
        Assert.Equal("plain kernel", json.GetProperty("matrixProduct").GetString());
        Assert.True(json.GetProperty("sameBitsEverywhere").GetBoolean());
        Assert.Equal(64, json.GetProperty("weightsSha256").GetString()!.Length);
    }

    [Fact]
    public async Task TheTextHasTheNumbersAndThePictureTheCurve()
    {
        string picture = _folder.File("loss.png");
        string[] arguments = ["train", "--device", "cpu", "--epochs", "3", "--layers", "64,12,10", "--cache", "tail", "--dtype", "float64"];
        CommandResult json = await CommandResult.OfAsync([.. arguments, "--json"]);
        CommandResult text = await CommandResult.OfAsync([.. arguments, "--plot", picture]);
        text.AssertSucceeded();
        Assert.Contains($"SHA-256      {json.Json.GetProperty("weightsSha256").GetString()} of the weights", text.OutputLines);
        Assert.Contains("network      64 - 12 - 10, sigmoid layers of float64, cache tail, loss ½Σ(S−t)²", text.OutputLines);
        Assert.Contains("product      plain kernel: sums in a fixed order", text.OutputLines);
        Assert.Contains(text.OutputLines, line => line.StartsWith("loss         █", StringComparison.Ordinal));
        // Of the size that was drawn, and not of one colour: PNG's header, and more bytes than an empty picture compresses to.
        byte[] png = await File.ReadAllBytesAsync(picture, TestContext.Current.CancellationToken);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal((640, 400), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.True(png.Length > 5000, $"The picture has {png.Length} bytes.");
        Assert.Equal(["loss.png"], _folder.Names);
    }

    [Fact]
    public void AnotherProductIsNamedAndItsHashNotPromised()
    {
        using SigmoidDevice device = SigmoidDevice.Open("cpu");
        using HostGemm gemm = new();
        TrainingData data = TrainingData.Load(TrainingData.DigitsName);
        LabelledRows few = data.Test.Reordered([.. Enumerable.Range(0, 20)]);
        TrainingOptions options = new() { Layers = [64, 10], Epochs = 1, Batch = 8, Rate = 1, Seed = 1 };
        TrainingReport report = TrainingRun.Run(
            device, data with { Train = few, Test = few }, options, gemm, ElementType.Float64, _ => { }, CancellationToken.None);
        Assert.False(report.SameBitsEverywhere);
        StringWriter text = new() { NewLine = "\n" };
        report.Print(text);
        Assert.Contains("product      gemm on the host: sums in an order of its own\n", text.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(
            $"{report.WeightsSha256} of the weights, whose bits may differ elsewhere\n", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASeedMeansTheSameWeightsAndAnotherOneOthers()
    {
        async Task<string> HashAsync(string seed) => (await CommandResult.OfAsync(
            "train", "--device", "cpu", "--epochs", "1", "--seed", seed, "--json")).Json.GetProperty("weightsSha256").GetString()!;
        string first = await HashAsync("3");
        Assert.Equal(first, await HashAsync("3"));
        Assert.NotEqual(first, await HashAsync("18446744073709551615"));
    }

    [Theory]
    [InlineData("--layers: found '0' in '64,0,10', wanted numbers such as 64,32,10", "--layers", "64,0,10")]
    [InlineData("--layers: found '64', wanted 2 to 64 numbers", "--layers", "64")]
    [InlineData("--layers: found 63,10, wanted 64 first, which are the pixels, and at least 10 last", "--layers", "63,10")]
    [InlineData("--layers: found 64,9, wanted 64 first", "--layers", "64,9")]
    [InlineData("--epochs: found '0', wanted a number from 1 to 100000", "--epochs", "0")]
    [InlineData("--batch: found '2.5', wanted a number from 1", "--batch", "2.5")]
    [InlineData("--rate: found '-1', wanted a number", "--rate", "-1")]
    [InlineData("--rate: found 'NaN', wanted a number", "--rate", "NaN")]
    [InlineData("--seed: found 'x', wanted a number", "--seed", "x")]
    [InlineData("--cache: found 'both', wanted output or tail", "--cache", "both")]
    [InlineData("--dtype: found 'float16', wanted float32 or float64", "--dtype", "float16")]
    [InlineData("--plot: found 'loss.svg', wanted a name that ends in .png", "--plot", "loss.svg")]
    [InlineData("no folder", "--plot", "missing/loss.png")]
    [InlineData("--data: found 'missing', which is no folder, wanted digits, fashion-mnist or a folder", "--data", "missing")]
    public async Task BadInputIsRefused(string reason, params string[] arguments) =>
        (await CommandResult.OfAsync(["train", "--device", "cpu", .. arguments])).AssertFailed(2, reason);

    [Fact]
    public async Task CancellingLeavesNoPicture()
    {
        using CancellationTokenSource source = new();
        Task<CommandResult> training = CommandResult.OfAsync(
            null, source.Token, "train", "--device", "cpu", "--epochs", "100000", "--plot", _folder.File("loss.png"));
        await source.CancelAsync();
        (await training).AssertFailed(130, "cancelled");
        Assert.Empty(_folder.Names);
    }

    public void Dispose() => _folder.Dispose();
}
