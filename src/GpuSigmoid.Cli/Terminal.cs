using Spectre.Console;

namespace GpuSigmoid.Cli;

/// <summary>
/// Where a command writes: results to the output; errors and progress to the error stream. What is no terminal gets neither colours nor
/// progress bars, and lines as long as they are.
/// </summary>
internal sealed class Terminal
{
    // Wide enough for any line that is not meant to break.
    private const int WidthOfFiles = 10_000;

    private readonly IAnsiConsole _errorConsole;
    private readonly bool _showsProgress;

    public Terminal(TextWriter output, TextWriter error, bool outputIsTerminal = false, bool errorIsTerminal = false)
    {
        Output = output;
        Error = error;
        Console = Create(output, outputIsTerminal);
        _errorConsole = Create(error, errorIsTerminal);
        _showsProgress = errorIsTerminal;
    }

    /// <summary>For text that programs read.</summary>
    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>The output, for text that people read.</summary>
    public IAnsiConsole Console { get; }

    public static Terminal OfThisProcess() =>
        new(System.Console.Out, System.Console.Error, !System.Console.IsOutputRedirected, !System.Console.IsErrorRedirected);

    public void WriteError(string message) => _errorConsole.MarkupLineInterpolated($"[red]gpusigmoid:[/] {message}");

    /// <summary>Runs the work, which says how many of the steps are done, under a progress bar on a terminal.</summary>
    public TResult WithProgress<TResult>(string description, int steps, Func<Action<int>, TResult> work)
    {
        if (!_showsProgress)
        {
            return work(_ => { });
        }

        return _errorConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(description), maxValue: steps);
                return work(done => task.Value = done);
            });
    }

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }
}
