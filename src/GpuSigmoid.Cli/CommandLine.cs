using System.CommandLine;
using System.CommandLine.Invocation;
using GpuSigmoid.Cli.Commands;
using GpuSigmoid.Cli.Verification;

namespace GpuSigmoid.Cli;

/// <summary>The command with its subcommands.</summary>
internal static class CommandLine
{
    private const string Summary =
        "Correctly rounded sigmoid, forward and cached-output backward, the same bits on CUDA, OpenCL and CPU.";

    // Time to remove files that are half written. Without it the process would end two seconds after Ctrl-C, whatever it is at.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Runs the command and returns its exit code. Verify runs its inputs through what <paramref name="openForwardPass"/> gives, the
    /// device itself where that is null.
    /// </summary>
    public static Task<int> InvokeAsync(
        IReadOnlyList<string> arguments,
        Terminal terminal,
        OpenForwardPass? openForwardPass = null,
        CancellationToken cancellationToken = default)
    {
        // No response files: '@' may begin a file's name.
        ParserConfiguration parser = new() { ResponseFileTokenReplacer = null };
        ParseResult parsed = Create(terminal, openForwardPass ?? DeviceForwardPass.Open).Parse(arguments, parser);
        if (parsed.Action is ParseErrorAction)
        {
            string errors = string.Join(" ", parsed.Errors.Select(error => error.Message));
            terminal.WriteError(BadInputException.Printable($"{errors} (gpusigmoid --help shows the usage)"));
            return Task.FromResult(ExitCode.BadInput);
        }

        InvocationConfiguration invocation = new()
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToStop,
            Output = terminal.Output,
            Error = terminal.Error,
        };
        return parsed.InvokeAsync(invocation, cancellationToken);
    }

    public static Option<string?> DeviceOption() => new("--device")
    {
        Description =
            $"Device, as 'gpusigmoid devices' names it. Without it, the variable {SigmoidDevice.DeviceVariable} names it; without that, " +
            "the first CUDA device, else the first OpenCL GPU, else cpu.",
        HelpName = "name",
    };

    public static SigmoidDevice OpenDevice(string? name)
    {
        if (name is not null && string.IsNullOrWhiteSpace(name))
        {
            throw new BadInputException($"--device: found '{name}', wanted a device's name");
        }

        return name is null ? SigmoidDevice.OpenBest() : SigmoidDevice.Open(name);
    }

    private static RootCommand Create(Terminal terminal, OpenForwardPass openForwardPass) =>
        new($"{Summary}\n\n  {ExitCode.Description}")
        {
            HelpName = "gpusigmoid",
            Subcommands =
            {
                DevicesCommand.Create(terminal),
                RunCommand.Create(terminal),
                TrainCommand.Create(terminal),
                VerifyCommand.Create(terminal, openForwardPass),
            },
        };
}
