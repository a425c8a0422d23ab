using System.CommandLine;
using System.CommandLine.Parsing;

namespace GpuSigmoid.Cli;

/// <summary>The element types, named on the command line as NumPy names them.</summary>
internal enum ElementType
{
    Float32,
    Float64,
    Float16,
    BFloat16,
}

internal static class ElementTypes
{
    private const string Names = "float32, float64, float16 or bfloat16";

    public static string Name(this ElementType type) => type switch
    {
        ElementType.Float32 => "float32",
        ElementType.Float64 => "float64",
        ElementType.Float16 => "float16",
        ElementType.BFloat16 => "bfloat16",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static Option<ElementType?> Option(string whatItIsWithout) => new("--dtype")
    {
        Description = $"Element type: {Names}. {whatItIsWithout}",
        HelpName = "type",
        CustomParser = Parse,
    };

    private static ElementType? Parse(ArgumentResult argument)
    {
        string given = argument.Tokens[0].Value;
        foreach (ElementType type in Enum.GetValues<ElementType>())
        {
            if (type.Name() == given)
            {
                return type;
            }
        }

        argument.AddError($"--dtype: found '{given}', wanted {Names}");
        return null;
    }
}
