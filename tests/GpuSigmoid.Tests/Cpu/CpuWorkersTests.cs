using System.Runtime.InteropServices;
using GpuSigmoid.Cpu;
using Xunit;

namespace GpuSigmoid.Tests.Cpu;

public sealed unsafe class CpuWorkersTests
{
    // Rather than hang where a helper never comes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Barrier Meeting = new(2);

    [Theory]
    [InlineData(1, 1000, 1000)]
    [InlineData(1, 1000, 7)]
    [InlineData(2, 1000, 7)]
    [InlineData(4, 1000, 1)]
    [InlineData(4, 3, 2)]
    [InlineData(9, 10_000, 16)]
    public void EveryElementIsRunOnce(int threads, int length, int chunkLength)
    {
        using CpuWorkers workers = new(threads);
        Assert.Equal(threads, workers.Threads);
        for (int round = 1; round <= 50; round++)
            AssertRunsOnce(workers, length, chunkLength);
    }

    /// <summary>Most of these are closed before a helper has joined, and some just when one does.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void ShortJobsFollowEachOther(int threads)
    {
        using CpuWorkers workers = new(threads);
        for (int round = 1; round <= 20_000; round++)
            AssertRunsOnce(workers, 5, 1);
    }

    /// <summary>One of them has the helpers; the others run alone and are done all the same.</summary>
    [Fact]
    public void SeveralThreadsMayCallAtOnce()
    {
        using CpuWorkers workers = new(3);
        Exception?[] failures = new Exception?[4];
        Thread[] callers = [.. Enumerable.Range(0, failures.Length).Select(i => new Thread(() => failures[i] = Record.Exception(() =>
        {
            for (int round = 0; round < 200; round++)
                AssertRunsOnce(workers, 500 + i, 10);
        })))];
        foreach (Thread caller in callers)
            caller.Start();
        foreach (Thread caller in callers)
            caller.Join();
        Assert.All(failures, Assert.Null);
    }

    /// <summary>Two chunks that wait for each other can only end on two threads.</summary>
    [Fact]
    public void AHelperTakesAChunkWhileTheCallerHasOne()
    {
        using CpuWorkers workers = new(2);
        int met = 0;
        CpuJob job = new() { Output = (byte*)&met, Length = 2, ChunkLength = 1, Columns = 2, Body = &Meet };
        workers.Run(job);
        Assert.Equal(2, met);
    }

    private static void AssertRunsOnce(CpuWorkers workers, int length, int chunkLength)
    {
        int* counts = (int*)NativeMemory.AllocZeroed((nuint)length, sizeof(int));
        try
        {
            CpuJob job = new() { Output = (byte*)counts, Length = length, ChunkLength = chunkLength, Columns = length, Body = &Count };
            workers.Run(job);
            Assert.Equal(Enumerable.Repeat(1, length), new ReadOnlySpan<int>(counts, length).ToArray());
        }
        finally
        {
            NativeMemory.Free(counts);
        }
    }

    private static void Count(in CpuJob job, long start, long end)
    {
        for (long i = start; i < end; i++)
            Interlocked.Increment(ref ((int*)job.Output)[i]);
    }

    private static void Meet(in CpuJob job, long start, long end)
    {
        if (Meeting.SignalAndWait(Patience))
            Interlocked.Add(ref *(int*)job.Output, (int)(end - start));
    }
}
