namespace GpuSigmoid.Cpu;

/// <summary>How a pass is cut for the CPU's threads, how it reads and how it stores: a function of sizes alone.</summary>
/// <param name="ChunkLength">Elements that a thread takes at once; a multiple of a block unless it is all there is.</param>
/// <param name="NonTemporal">Whether to store past the caches.</param>
/// <param name="AsksAhead">Whether to ask for inputs ahead.</param>
internal readonly record struct CpuPlan(long ChunkLength, bool NonTemporal, bool AsksAhead)
{
    /// <summary>Work below this stays on the calling thread: waking another takes longer than it would save.</summary>
    private const long SmallestSharedLength = 1 << 15;

    /// <summary>
    /// Small enough to balance threads of unequal luck, and for the processor to remember where its pages are; large enough that taking one
    /// costs nothing.
    /// </summary>
    private const long LargestChunk = 1 << 16;

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
        if (length < SmallestSharedLength)
            return new CpuPlan(Math.Max(length, 1), NonTemporal: false, AsksAhead: false);
        long share = (length / threads + 1023) / 1024 * 1024;
        return new CpuPlan(
            Math.Min(LargestChunk, share),
            NonTemporal: !inPlace && length * sizeInBytes > CachedBytes,
            AsksAhead: runLength * sizeInBytes >= LeastRunInBytes);
    }
}
