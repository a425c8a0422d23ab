using System.CommandLine;
using System.CommandLine.Parsing;

namespace GpuSigmoid.Cli.Verification;

/// <summary>What verify can hold a device to.</summary>
internal enum VerifiedOperation
{
    /// <summary>The forward pass is correctly rounded.</summary>
    Forward,

    /// <summary>The gradient from the cached tail keeps its bound of the true derivative.</summary>
    Tail,
}

internal static class VerifiedOperations
{
    public static Option<VerifiedOperation?> Option() => new("--op")
    {
        Description =
            "forward: whether outputs are correctly rounded. tail: whether the gradient from the cached tail is within 2^(1-p) of the true " +
            "derivative relatively, p being the type's significand bits (1.02 of that in float64). Without it, forward.",
        HelpName = "operation",
        CustomParser = Parse,
    };

    private static VerifiedOperation? Parse(ArgumentResult argument)
    {
        switch (argument.Tokens[0].Value)
        {
            case "forward":
                return VerifiedOperation.Forward;
            case "tail":
                return VerifiedOperation.Tail;
            default:
                argument.AddError($"--op: found '{argument.Tokens[0].Value}', wanted forward or tail");
                return null;
        }
    }
}
