using System.Text.RegularExpressions;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>PTX taken apart: the instructions of an entry point.</summary>
internal static partial class PtxInstruction
{
    /// <summary>The opcodes, with their suffixes, of the kernel itself; the functions before it are shells that it does not call.</summary>
    public static IReadOnlyList<string> OpcodesOf(string ptx) =>
        [.. Opcode().Matches(ptx[ptx.IndexOf(".visible .entry", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value)];

    /// <summary>
    /// The instructions that name a place in memory, which only brackets do, though they are no accesses to it; or the other way round.
    /// ILGPU writes what it is told to without a look, and the driver's assembler refuses the whole module.
    /// </summary>
    public static IReadOnlyList<string> MistakenPlacesOf(string ptx) =>
        [.. Instruction().Matches(ptx).Where(match => match.Groups[1].Success != match.Groups[2].Value.Contains('[', StringComparison.Ordinal))
            .Select(match => match.Value.Trim())];

    [GeneratedRegex(@"^\s*(?:@!?%\w+\s+)?(?:((?:ld|st)\.[\w.]+)|[a-z][\w.]*)\s+([^:;\n]*);", RegexOptions.Multiline)]
    private static partial Regex Instruction();

    [GeneratedRegex(@"^\s*(?:@!?%\w+\s+)?([a-z]\w*(?:\.\w+)*)\s+[^:\n]*;", RegexOptions.Multiline)]
    private static partial Regex Opcode();
}
