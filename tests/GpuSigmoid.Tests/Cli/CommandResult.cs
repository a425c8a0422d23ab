using System.Text.Json;
using GpuSigmoid.Cli;
using GpuSigmoid.Cli.Verification;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

/// <summary>What `gpusigmoid` answered in this process.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public string[] OutputLines => Output.TrimEnd('\n').Split('\n');

    /// <summary>The output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static Task<CommandResult> OfAsync(params string[] arguments) => OfAsync(null, default, arguments);

    public static async Task<CommandResult> OfAsync(
        OpenForwardPass? openForwardPass, CancellationToken cancellationToken, params string[] arguments)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        int exitCode = await CommandLine.InvokeAsync(arguments, new Terminal(output, error), openForwardPass, cancellationToken);
        return new(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    public void AssertSucceeded()
    {
        Assert.Equal("", Error);
        Assert.Equal(0, ExitCode);
        Assert.DoesNotContain('\e', Output);
    }

    /// <summary>One printable line on standard error, nothing on standard output.</summary>
    public void AssertFailed(int exitCode, string reason)
    {
        Assert.Contains(reason, Error, StringComparison.Ordinal);
        Assert.StartsWith("gpusigmoid: ", Error, StringComparison.Ordinal);
        Assert.EndsWith("\n", Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Error[..^1], char.IsControl);
        Assert.Equal("", Output);
        Assert.Equal(exitCode, ExitCode);
    }
}
