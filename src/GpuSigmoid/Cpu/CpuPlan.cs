namespace GpuSigmoid.Cpu;

/// <summary>How a pass is cut for the CPU's threads, how it reads and how it stores: a function of sizes alone.</summary>
/// <param name="ChunkLength">Elements that a thread takes at once; a multiple of a block unless it is all there is.</param>
/// <param name="NonTemporal">Whether to store past the caches.</param>
/// <param name="AsksAhead">Whether to ask for inputs ahead.</param>
internal readonly record struct CpuPlan(long ChunkLength, bool NonTemporal, bool AsksAhead)
{
    /// <summary>
    /// Work whose output is smaller stays on the calling thread: waking another takes longer than it would save, the inputs being in the
    /// caches. In bytes, since a wide type's elements take longer.
    /// </summary>
    private const long SmallestSharedBytes = 1 << 18;

    /// <summary>Fewer elements than this are mostly in the first cache.</summary>
    private const long SmallestAskingLength = 1 << 15;

    /// <summary>Small enough to balance threads of unequal luck, large enough that taking one costs nothing.</summary>
    private const long LargestChunk = 1 << 16;

    /// <summary>Into so many a thread's share of little work is cut, so that one that wakes late finds some left.</summary>
    private const int PartsOfShare = 4;

    /// <summary>Outputs beyond this are not left in the caches.</summary>
    private const long CachedBytes = 8 << 20;

    /// <summary>What is asked for a page ahead must mostly be the pass's own: so much must follow each other in memory.</summary>
    private const long LeastRunInBytes = 4 * 4096;

    /// <param name="length">Elements.</param>
    /// <param name="runLength">Elements that follow each other in memory: those of a row, or all.</param>
    /// <param name="sizeInBytes">The size of an element.</param>
    /// <param name="threads">Threads at work, at least 1.</param>
    /// <param name="inPlace">Whether the output is also an input, whose lines are in the caches already.</param>
    public static CpuPlan For(long length, long runLength, int sizeInBytes, int threads, bool inPlace)
    {
        bool asksAhead = length >= SmallestAskingLength && runLength * sizeInBytes >= LeastRunInBytes;
        if (length * sizeInBytes < SmallestSharedBytes)
            return new CpuPlan(Math.Max(length, 1), NonTemporal: false, asksAhead);
        long part = (length / (PartsOfShare * threads) + 1023) / 1024 * 1024;
        return new CpuPlan(
            Math.Min(LargestChunk, part),
            NonTemporal: !inPlace && length * sizeInBytes > CachedBytes,
            asksAhead);
    }
}
