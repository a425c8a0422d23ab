namespace GpuSigmoid.Bench.Cases;

/// <summary>How many sets of buffers a case goes round, so that what a pass needs has left the caches since it was last used.</summary>
internal static class RotatingSets
{
    /// <summary>All sets together are this many times the last-level cache.</summary>
    public const int TimesTheCache = 4;

    public static int Count(long bytesOfASet, long cacheInBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesOfASet);
        long wanted = TimesTheCache * cacheInBytes;
        return (int)Math.Max(1, (wanted + bytesOfASet - 1) / bytesOfASet);
    }
}
