namespace GpuSigmoid.Cli.Verification;

/// <summary>
/// Which of the 4,096 blocks of float32 inputs are run when not all are. A block is the sign, the exponent and 3 more bits.
/// </summary>
internal static class BlockSample
{
    /// <summary>Where the algorithm changes or rounding is hardest, the most telling first.</summary>
    private static readonly int[] Telling =
    [
        0xC2C, // -96 to -104: subnormal results, down to zero
        0x3F8, // 1 to 1.125: the middle of the line
        0x340, // 2^-23 and up: 1/2 + x/4 is next to a midpoint of two float32 numbers
        0x418, // 16 to 18: results become 1
        0xC2A, // -80 to -88: results leave the normal range
        0x7F8, // infinity and NaN
        0xFF8, // their negatives
        0x000, // zero and subnormal inputs
        0x800, // their negatives
        0xB38, // -2^-24 and down: as 340, on the finer side of 1/2
        0x3A0, // 2^-11 and up: the cubic term comes into sight
        0xBF8, // -1 to -1.125
        0xC2B, // -88 to -96: subnormal results
        0xC2D, // -104 to -112: zero
        0x7F7, // the largest numbers
        0xFF7, // and their negatives
    ];

    /// <summary>So many different blocks in ascending order: the telling ones first, the rest spread evenly.</summary>
    public static int[] Choose(int count)
    {
        SortedSet<int> chosen = [.. Telling.Take(count)];
        int rest = count - chosen.Count;
        for (int index = 0; index < rest; index++)
        {
            int block = (int)(((2L * index) + 1) * TruthTables.Float32Blocks / (2L * rest));
            while (!chosen.Add(block))
            {
                block = (block + 1) % TruthTables.Float32Blocks;
            }
        }

        return [.. chosen];
    }
}
