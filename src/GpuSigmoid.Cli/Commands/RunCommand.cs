using System.CommandLine;
using GpuSigmoid.Cli.Accuracy;
using GpuSigmoid.Cli.Npy;
using GpuSigmoid.Cli.Run;

namespace GpuSigmoid.Cli.Commands;

/// <summary>gpusigmoid run: one forward and one backward pass over a matrix.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string?> device = CommandLine.DeviceOption();
        Option<string?> input = FileOption("--input", "x, a .npy file. Without it: 1,797 handwritten digits of 64 pixels, standardised.");
        Option<string?> gradient = FileOption("--grad", "dy, the output gradient, a .npy file of the input's shape. Without it: ones.");
        Option<string?> output = FileOption("--output", "Where to write dx, the input gradient, as .npy.");
        Option<string?> cache = FileOption("--cache", "Where to write S, the cached output, as .npy.");
        Option<ElementType?> type = ElementTypes.Option(
            "Without it, the input file's own; float32 for the digits. Values are rounded to it once. bfloat16 is written as float32.");
        Option<bool> json = Json.Option();
        Command command = new("run", "Run S = 1/(1+e^-x) and dx = dy*S*(1-S) over a matrix, and measure them.")
        {
            device, input, gradient, output, cache, type, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            RunOptions options = new(
                parsed.GetValue(device),
                parsed.GetValue(input),
                parsed.GetValue(gradient),
                parsed.GetValue(output),
                parsed.GetValue(cache),
                parsed.GetValue(type),
                parsed.GetValue(json));
            return Guarded.RunAsync(terminal, () => Run(options, terminal, cancellationToken));
        });
        return command;
    }

    private static Option<string?> FileOption(string name, string description) =>
        new(name) { Description = description, HelpName = "file" };

    private static int Run(RunOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        RunInput input = RunInput.Load(options);
        using SigmoidDevice device = CommandLine.OpenDevice(options.Device);
        using AtomicFileSet files = new();
        RunReport report = input.Type switch
        {
            ElementType.Float32 => Run<float, Float32Elements>(options, input, device, files, cancellationToken),
            ElementType.Float64 => Run<double, Float64Elements>(options, input, device, files, cancellationToken),
            ElementType.Float16 => Run<Half, Float16Elements>(options, input, device, files, cancellationToken),
            _ => Run<BFloat16, BFloat16Elements>(options, input, device, files, cancellationToken),
        };
        // The report first: it can fail as well, and then no file is to appear.
        if (options.AsJson)
        {
            Json.Write(terminal.Output, report);
        }
        else
        {
            report.Print(terminal.Output);
        }

        terminal.Output.Flush();
        files.Commit();
        return ExitCode.Success;
    }

    private static unsafe RunReport Run<T, TElements>(
        RunOptions options, RunInput input, SigmoidDevice device, AtomicFileSet files, CancellationToken cancellationToken)
        where T : unmanaged
        where TElements : struct, IElements<T>
    {
        ReadOnlyMemory<T> x = input.Input<T, TElements>();
        ReadOnlyMemory<T> dy = input.OutputGradient<T, TElements>();
        Passes<T> passes = Passes<T>.Run(device, input.Rows, input.Columns, x.Span, dy.Span, cancellationToken);
        long bytes = (long)x.Length * sizeof(T);
        RunReport report = new()
        {
            Device = device.Name,
            DeviceDescription = device.Description,
            Dtype = TElements.Type.Name(),
            Rows = input.Rows,
            Columns = input.Columns,
            Forward = new(
                passes.ForwardTime.TotalSeconds,
                2 * bytes,
                WorstError.OfForward<T, TElements>(x, passes.Output, cancellationToken),
                Digest.Of<T>(passes.Output)),
            Backward = new(
                passes.BackwardTime.TotalSeconds,
                3 * bytes,
                WorstError.OfBackward<T, TElements>(passes.Output, dy, passes.InputGradient, cancellationToken),
                Digest.Of<T>(passes.InputGradient)),
            BytesBetweenPasses = passes.BytesBetween,
            ErrorReference = WorstError.Reference(TElements.Type),
        };

        Write(files, options.Output, input, passes.InputGradient, cancellationToken);
        Write(files, options.Cache, input, passes.Output, cancellationToken);
        return report;
    }

    private static void Write<T>(AtomicFileSet files, string? path, RunInput shape, T[] values, CancellationToken cancellationToken)
        where T : unmanaged
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (path is null)
        {
            return;
        }

        if (values is BFloat16[] narrow)
        {
            // .npy has no bfloat16.
            Write(files, path, shape, Array.ConvertAll(narrow, value => (float)value), cancellationToken);
            return;
        }

        files.Add(path, stream => NpyWriter.Write<T>(stream, shape.Rows, shape.Columns, values));
        cancellationToken.ThrowIfCancellationRequested();
    }
}
