using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using GpuSigmoid.Cli.Training;
using GpuSigmoid.Training;

namespace GpuSigmoid.Cli.Commands;

/// <summary>gpusigmoid train: a small network, trained on the device with the library's passes.</summary>
internal static class TrainCommand
{
    private const int MostEpochs = 100_000;
    private const int LargestBatch = 1 << 20;

    public static Command Create(Terminal terminal)
    {
        Option<string?> device = CommandLine.DeviceOption();
        Option<string> data = new("--data")
        {
            Description = $"{TrainingData.DigitsName}, {TrainingData.FashionName} (Debian's package dataset-fashion-mnist), or a folder with " +
                "MNIST's four IDX files.",
            HelpName = "data",
            DefaultValueFactory = _ => TrainingData.DigitsName,
        };
        Option<string?> layers = new("--layers")
        {
            Description = "The pixels, then the size of each layer, such as 64,32,10. Without it, 64,32,10 for the digits, 784,128,64,10 " +
                "for Fashion-MNIST.",
            HelpName = "sizes",
        };
        Option<int> epochs = NumberOption("--epochs", "Passes over the rows.", 30, 1, MostEpochs);
        Option<int> batch = NumberOption("--batch", "Rows in a batch.", 16, 1, LargestBatch);
        Option<float> rate = NumberOption("--rate", "What a batch's mean gradient is multiplied by.", 1f, float.Epsilon, float.MaxValue);
        Option<ulong> seed = NumberOption("--seed", "Of the first weights and the order of the rows.", 1ul, 0ul, ulong.MaxValue);
        Option<ElementType?> type = ElementTypes.Option("Here only float32, which is taken without it, and float64.");
        Option<SigmoidCache> cache = CacheForms.Option();
        Option<bool> fastProduct = new("--fast-matmul")
        {
            Description = "Multiply matrices with cuBLAS instead of the plain kernel. Only on CUDA; the weights' bits are then the GPU's own.",
        };
        Option<string?> plot = new("--plot") { Description = "Where to draw the loss curve, as .png.", HelpName = "file" };
        Option<bool> json = Json.Option();
        Command command = new("train", "Train a small network of sigmoid layers on the device; the weights are the same bits on every device.")
        {
            device, data, layers, epochs, batch, rate, seed, type, cache, fastProduct, plot, json,
        };
        command.SetAction((parsed, cancellationToken) => Guarded.RunAsync(terminal, () =>
        {
            ElementType element = CheckedType(parsed.GetValue(type));
            string? picture = CheckedPicture(parsed.GetValue(plot));
            TrainingData rows = TrainingData.Load(parsed.GetValue(data)!);
            TrainingOptions options = new()
            {
                Layers = LayerSizes.For(parsed.GetValue(layers), rows),
                Epochs = parsed.GetValue(epochs),
                Batch = parsed.GetValue(batch),
                Rate = parsed.GetValue(rate),
                Seed = parsed.GetValue(seed),
                Cache = parsed.GetValue(cache),
            };
            using SigmoidDevice opened = CommandLine.OpenDevice(parsed.GetValue(device));
            using MatrixProduct product = parsed.GetValue(fastProduct) ? CublasProduct.On(opened) : MatrixProduct.Plain;
            TrainingReport report = terminal.WithProgress(
                "training",
                options.Epochs,
                progress => TrainingRun.Run(opened, rows, options, product, element, progress, cancellationToken));
            Write(report, picture, parsed.GetValue(json), terminal);
            return ExitCode.Success;
        }));
        return command;
    }

    private static void Write(TrainingReport report, string? picture, bool asJson, Terminal terminal)
    {
        using AtomicFileSet files = new();
        if (picture is not null)
        {
            files.Add(picture, stream => LossPlot.Write(stream, report));
        }

        // The report first: it can fail as well, and then no file is to appear.
        if (asJson)
        {
            Json.Write(terminal.Output, report);
        }
        else
        {
            report.Print(terminal.Output);
        }

        terminal.Output.Flush();
        files.Commit();
    }

    private static ElementType CheckedType(ElementType? type) => type switch
    {
        null => ElementType.Float32,
        ElementType.Float32 or ElementType.Float64 => type.Value,
        _ => throw new BadInputException($"--dtype: found '{type.Value.Name()}', wanted float32 or float64: the others cannot be trained in"),
    };

    // Known before the training, not after it.
    private static string? CheckedPicture(string? path)
    {
        if (path is null)
        {
            return null;
        }

        if (!path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
        {
            throw new BadInputException($"--plot: found '{path}', wanted a name that ends in .png");
        }

        try
        {
            OutputTarget.Resolve(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be written: {exception.Message}", exception);
        }

        return path;
    }

    private static Option<TNumber> NumberOption<TNumber>(string name, string description, TNumber usual, TNumber least, TNumber most)
        where TNumber : struct, INumber<TNumber> => new(name)
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"{description} Without it, {usual}."),
            HelpName = "number",
            DefaultValueFactory = _ => usual,
            CustomParser = argument => Parse(name, argument, least, most),
        };

    private static TNumber Parse<TNumber>(string name, ArgumentResult argument, TNumber least, TNumber most)
        where TNumber : struct, INumber<TNumber>
    {
        string given = argument.Tokens[0].Value;
        if (TNumber.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out TNumber number) && number >= least && number <= most)
        {
            return number;
        }

        argument.AddError(string.Create(
            CultureInfo.InvariantCulture, $"{name}: found '{BadInputException.Excerpt(given)}', wanted a number from {least} to {most}"));
        return default;
    }
}
