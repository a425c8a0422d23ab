using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>A pass over matrices, cut into chunks of elements in row-major order that threads take one by one.</summary>
internal unsafe struct CpuJob
{
    /// <summary>Addresses of the first elements.</summary>
    public byte* First, Second, Third, Output;

    /// <summary>Bytes from a row to the next.</summary>
    public long FirstStride, SecondStride, ThirdStride, OutputStride;

    /// <summary>Elements in a row, in all, and in a chunk.</summary>
    public long Columns, Length, ChunkLength;

    /// <summary>The size of an element.</summary>
    public int SizeInBytes;

    /// <summary>For jobs that sum over rows: how many there are.</summary>
    public long Rows;

    /// <summary>For those and for jobs whose operation has parameters: whether the output is added to.</summary>
    public bool Adds;

    /// <summary>For jobs whose operation has parameters.</summary>
    public Parameters Parameters;

    /// <summary>Runs the elements from start to end.</summary>
    public delegate*<in CpuJob, long, long, void> Body;

    public readonly long Chunks => (Length + ChunkLength - 1) / ChunkLength;

    public readonly void RunChunk(long chunk) => Body(in this, chunk * ChunkLength, Math.Min(Length, (chunk + 1) * ChunkLength));

    public readonly void RunAll() => Body(in this, 0, Length);

    /// <summary>The <see cref="Body"/> for a loop by that plan.</summary>
    public static delegate*<in CpuJob, long, long, void> BodyOf<TLoop>(in CpuPlan plan)
        where TLoop : struct, IRowLoop => (plan.NonTemporal, plan.AsksAhead) switch
        {
            (false, false) => &RunCached<TLoop, CachedStore>,
            (false, true) => &RunCached<TLoop, AskingAhead<CachedStore>>,
            (true, false) => &RunNonTemporal<TLoop, CachedStore, NonTemporalStore>,
            (true, true) => &RunNonTemporal<TLoop, AskingAhead<CachedStore>, AskingAhead<NonTemporalStore>>,
        };

    /// <summary>A <see cref="Body"/> that stores through the caches.</summary>
    private static void RunCached<TLoop, TStore>(in CpuJob job, long start, long end)
        where TLoop : struct, IRowLoop
        where TStore : struct, IVectorStore
    {
        for (Piece piece = new(job, start, end); piece.Length > 0; piece = new(job, start, end))
        {
            TLoop.Run<TStore>(piece.First, piece.Second, piece.Third, piece.Output, piece.Length);
            start += piece.Length;
        }
    }

    /// <summary>A <see cref="Body"/> for an operation with parameters.</summary>
    public static void RunParametric<TElement, TOperation>(in CpuJob job, long start, long end)
        where TElement : struct, IVectorElement
        where TOperation : struct, IParametricOperation
    {
        for (Piece piece = new(job, start, end); piece.Length > 0; piece = new(job, start, end))
        {
            if (job.Adds)
                ParametricLoop<TElement, TOperation>.RunThenAdd(piece.First, piece.Second, piece.Output, piece.Length, job.Parameters);
            else
                ParametricLoop<TElement, TOperation>.Run(piece.First, piece.Second, piece.Output, piece.Length, job.Parameters);
            start += piece.Length;
        }
    }

    /// <summary>A <see cref="Body"/> that stores past the caches.</summary>
    /// <typeparam name="TLoop">The loop.</typeparam>
    /// <typeparam name="TCached">How what lies in no whole line is stored.</typeparam>
    /// <typeparam name="TNonTemporal">How all else is.</typeparam>
    private static void RunNonTemporal<TLoop, TCached, TNonTemporal>(in CpuJob job, long start, long end)
        where TLoop : struct, IRowLoop
        where TCached : struct, IVectorStore
        where TNonTemporal : struct, IVectorStore
    {
        for (Piece piece = new(job, start, end); piece.Length > 0; piece = new(job, start, end))
        {
            // Stores past the caches want whole lines: the elements before the first of them go the other way.
            long before = (-(nint)piece.Output & (CacheLine.SizeInBytes - 1)) / job.SizeInBytes;
            long head = Math.Min(before, piece.Length);
            TLoop.Run<TCached>(piece.First, piece.Second, piece.Third, piece.Output, head);
            piece.Skip(head, job.SizeInBytes);
            if (((nint)piece.Output & (CacheLine.SizeInBytes - 1)) == 0)
                TLoop.Run<TNonTemporal>(piece.First, piece.Second, piece.Third, piece.Output, piece.Length);
            else
                TLoop.Run<TCached>(piece.First, piece.Second, piece.Third, piece.Output, piece.Length);
            start += head + piece.Length;
        }
        Interlocked.MemoryBarrier(); // non-temporal stores become visible before the job is said to be done
    }

    /// <summary>The part of a row that lies in a range.</summary>
    private ref struct Piece
    {
        public byte* First, Second, Third, Output;
        public long Length;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Piece(in CpuJob job, long start, long end)
        {
            if (start >= end)
                return;
            (long row, long column) = job.Columns == job.Length ? (0, start) : Math.DivRem(start, job.Columns);
            First = job.First + row * job.FirstStride + column * job.SizeInBytes;
            Second = job.Second + row * job.SecondStride + column * job.SizeInBytes;
            Third = job.Third + row * job.ThirdStride + column * job.SizeInBytes;
            Output = job.Output + row * job.OutputStride + column * job.SizeInBytes;
            Length = Math.Min(end - start, job.Columns - column);
        }

        public void Skip(long elements, int sizeInBytes)
        {
            First += elements * sizeInBytes;
            Second += elements * sizeInBytes;
            Third += elements * sizeInBytes;
            Output += elements * sizeInBytes;
            Length -= elements;
        }
    }
}
