namespace GpuSigmoid.Cli.Verification;

/// <summary>How many blocks match, the first wrong results of those that do not, and what else there is to know, a line each.</summary>
internal sealed record VerificationResult(
    int Blocks, int Matching, IReadOnlyList<WrongResult> FirstWrong, IReadOnlyList<string> Remarks)
{
    /// <summary>How many wrong results are named.</summary>
    public const int MostWrong = 10;

    public bool AllMatch => Matching == Blocks;
}
