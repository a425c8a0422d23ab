using CsCheck;
using GpuSigmoid.Cpu;
using GpuSigmoid.Elements;
using Xunit;

namespace GpuSigmoid.Tests.Cpu;

public sealed class CpuPlanTests
{
    private const long Shared = 1 << 16, Asking = 1 << 15, LargestChunk = 1 << 16, CachedBytes = 8 << 20;

    private static readonly Gen<long> Lengths = Gen.OneOf(Gen.Long[1, 100_000], Gen.Long[1, 1L << 40]);

    [Fact]
    public void ChunksCoverTheLengthOnceInWholeBlocks() => Gen.Select(Lengths, Gen.Int[1, 300]).Sample((length, threads) =>
    {
        CpuPlan plan = CpuPlan.For(length, length, 4, threads, inPlace: false);
        long chunks = new CpuJob { Length = length, ChunkLength = plan.ChunkLength }.Chunks;
        bool covers = (chunks - 1) * plan.ChunkLength < length && length <= chunks * plan.ChunkLength;
        return covers && (chunks == 1 || plan.ChunkLength % IVectorElement.BlockLength == 0);
    });

    [Fact]
    public void SmallWorkStaysOnTheCallersThread()
    {
        Assert.Equal(Shared - 1, CpuPlan.For(Shared - 1, Shared - 1, 4, 64, inPlace: false).ChunkLength);
        Assert.True(CpuPlan.For(Shared, Shared, 4, 2, inPlace: false).ChunkLength < Shared);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void WideElementsAreSharedSooner(int sizeInBytes)
    {
        long least = Shared * 4 / sizeInBytes;
        Assert.Equal(least - 1, CpuPlan.For(least - 1, least - 1, sizeInBytes, 2, inPlace: false).ChunkLength);
        Assert.True(CpuPlan.For(least, least, sizeInBytes, 2, inPlace: false).ChunkLength < least);
    }

    /// <summary>So that a thread that wakes late finds some left.</summary>
    [Fact]
    public void LittleWorkIsCutIntoMoreChunksThanThreads() =>
        Assert.Equal(Shared / 8, CpuPlan.For(Shared, Shared, 4, 2, inPlace: false).ChunkLength);

    [Fact]
    public void MoreWorkHasAChunkForEveryThreadAndNoneTooLarge() => Gen.Select(Gen.Long[Shared, 1L << 40], Gen.Int[1, 32]).Sample(
        (length, threads) =>
        {
            CpuPlan plan = CpuPlan.For(length, length, 4, threads, inPlace: false);
            long chunks = (length + plan.ChunkLength - 1) / plan.ChunkLength;
            // Chunks are rounded up to 1,024 elements, so that one thread of 32 may go without.
            return plan.ChunkLength <= LargestChunk && chunks >= threads - 1;
        });

    [Fact]
    public void WorkBeyondTheFirstCacheAsksForItsInputsAhead()
    {
        Assert.False(CpuPlan.For(Asking - 1, Asking - 1, 4, 2, inPlace: false).AsksAhead);
        Assert.True(CpuPlan.For(Asking, Asking, 4, 2, inPlace: false).AsksAhead);
    }

    [Fact]
    public void ShortRowsApartAskForNothing()
    {
        const long Least = 4096;
        Assert.False(CpuPlan.For(Shared * Least, Least - 1, 4, 2, inPlace: false).AsksAhead);
        Assert.True(CpuPlan.For(Shared * Least, Least, 4, 2, inPlace: false).AsksAhead);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void OutputsBeyondTheCachesAreStoredPastThem(int sizeInBytes)
    {
        long length = CachedBytes / sizeInBytes;
        Assert.False(CpuPlan.For(length, length, sizeInBytes, 2, inPlace: false).NonTemporal);
        Assert.True(CpuPlan.For(length + 1, length + 1, sizeInBytes, 2, inPlace: false).NonTemporal);
        Assert.True(CpuPlan.For(length + 1, length + 1, sizeInBytes, 1, inPlace: false).NonTemporal);
        Assert.False(CpuPlan.For(length + 1, length + 1, sizeInBytes, 2, inPlace: true).NonTemporal);
    }
}
