using System.CommandLine;
using System.CommandLine.Parsing;

namespace GpuSigmoid.Cli.Verification;

/// <summary>What verify can hold a device to.</summary>
internal enum VerifiedOperation
{
    /// <summary>The forward pass is correctly rounded.</summary>
    Forward,

    /// <summary>The gradient from the cached tail is within 1 ULP of the true derivative.</summary>
    Tail,

    /// <summary>The output recovered from the cached tail is the forward pass's.</summary>
    OutputFromTail,
}

internal static class VerifiedOperations
{
    public static Option<VerifiedOperation?> Option() => new("--op")
    {
        Description =
            "forward: whether outputs are correctly rounded. tail: whether the gradient from the cached tail is within 1 ULP of the true " +
            "derivative (1.022 ULP in float64). output-from-tail: whether the output that is recovered from the cached tail is correctly " +
            "rounded too. Without it, forward.",
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
            case "output-from-tail":
                return VerifiedOperation.OutputFromTail;
            default:
                argument.AddError($"--op: found '{argument.Tokens[0].Value}', wanted forward, tail or output-from-tail");
                return null;
        }
    }
}
