using Xunit;

namespace GpuSigmoid.Tests.Cli;

public sealed class HelpTests
{
    [Fact]
    public async Task TheHelpNamesTheSubcommandsAndTheExitCodes()
    {
        CommandResult result = await CommandResult.OfAsync("--help");
        result.AssertSucceeded();
        string[] words = ["gpusigmoid [command]", "devices ", "run ", "train ", "verify ", "0    ", "1    ", "2    ", "3    ", "130  "];
        Assert.All(words, word => Assert.Contains(word, result.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("devices", "--json")]
    [InlineData("run", "--device", "--input", "--grad", "--output", "--cache", "--dtype", "--json")]
    [InlineData("verify", "--device", "--dtype", "--blocks")]
    [InlineData(
        "train", "--data", "--layers", "--epochs", "--batch", "--rate", "--seed", "--device", "--dtype", "--cache", "--fast-matmul", "--plot",
        "--json")]
    public async Task TheHelpOfASubcommandNamesItsOptions(string command, params string[] options)
    {
        CommandResult result = await CommandResult.OfAsync(command, "--help");
        result.AssertSucceeded();
        Assert.All(options, option => Assert.Contains(option, result.Output, StringComparison.Ordinal));
    }
}
