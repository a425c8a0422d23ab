namespace GpuSigmoid.Bench.Cases;

/// <summary>How many sets of buffers a case goes round, so that what a pass needs has left the caches since it was last used.</summary>
internal static class RotatingSets
{
    /// <summary>All sets together are this many times the last-level cache.</summary>
    public const int TimesTheCache = 4;

    /// <summary>More are not worth their upkeep: matrices so small that these fit the caches are not waiting for memory.</summary>
    public const int Most = 1 << 14;

    public static int Count(long bytesOfASet, long cacheInBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesOfASet);
        long wanted = TimesTheCache * cacheInBytes;
        return (int)Math.Clamp((wanted + bytesOfASet - 1) / bytesOfASet, 1, Most);
    }
}
