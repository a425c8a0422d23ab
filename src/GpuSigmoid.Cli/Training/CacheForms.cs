using System.CommandLine;
using System.CommandLine.Parsing;

namespace GpuSigmoid.Cli.Training;

/// <summary>The forms of the cache, as the command line names them.</summary>
internal static class CacheForms
{
    public static Option<SigmoidCache> Option() => new("--cache")
    {
        Description = "What a layer keeps for its backward pass: output (S) or tail (copysign(S(-|x|), x)). Without it, output.",
        HelpName = "form",
        CustomParser = Parse,
    };

    public static string Name(SigmoidCache cache) => cache == SigmoidCache.Tail ? "tail" : "output";

    private static SigmoidCache Parse(ArgumentResult argument)
    {
        string given = argument.Tokens[0].Value;
        foreach (SigmoidCache cache in Enum.GetValues<SigmoidCache>())
        {
            if (Name(cache) == given)
            {
                return cache;
            }
        }

        argument.AddError($"--cache: found '{given}', wanted output or tail");
        return default;
    }
}
