using System.Text.RegularExpressions;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>PTX taken apart: the instructions of an entry point.</summary>
internal static partial class PtxInstruction
{
    /// <summary>The opcodes, with their suffixes, of the kernel itself; the functions before it are shells that it does not call.</summary>
    public static IReadOnlyList<string> OpcodesOf(string ptx) =>
        [.. Opcode().Matches(ptx[ptx.IndexOf(".visible .entry", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"^\s*(?:@!?%\w+\s+)?([a-z]\w*(?:\.\w+)*)\s+[^:\n]*;", RegexOptions.Multiline)]
    private static partial Regex Opcode();
}
