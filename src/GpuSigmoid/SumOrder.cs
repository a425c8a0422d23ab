namespace GpuSigmoid;

/// <summary>
/// The order of the sums over rows, which no device and no launch shape changes: blocks of 256 rows, each summed in float64 from 0 in the
/// order of its rows; the sums of 256 blocks likewise; and so on until one sum is left.
/// </summary>
internal static class SumOrder
{
    /// <summary>Rows that are summed one after the other.</summary>
    public const int BlockRows = 256;

    /// <summary>Blocks that so many rows make, the last one perhaps smaller.</summary>
    public static long Blocks(long rows) => (rows + BlockRows - 1) / BlockRows;

    /// <summary>Sums that are kept for each column until the last 256 are added up.</summary>
    public static long SumsPerColumn(long rows)
    {
        long blocks = Blocks(rows);
        return blocks <= BlockRows ? blocks : blocks + SumsPerColumn(blocks);
    }
}
