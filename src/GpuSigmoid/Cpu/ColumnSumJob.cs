using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Cpu;

/// <summary>
/// Bodies of jobs that sum over rows. Their items are not elements but tiles: some columns of a block of rows, whose sums stay in the
/// nearest cache while the rows go by. A job's third address is that of the sums.
/// </summary>
internal static unsafe class ColumnSumJob
{
    /// <summary>Columns of a tile: their sums are 4 KiB.</summary>
    private const int TileColumns = 512;

    /// <summary>Tiles of a row.</summary>
    public static long Tiles(long columns) => (columns + TileColumns - 1) / TileColumns;

    /// <summary>output ← operation(first, second), or that added to it, and the sums of the operation's results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunZip<TElement, TBits, TOperation>(in CpuJob job, long start, long end)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipOperation
    {
        byte* apart = stackalloc byte[TileColumns * sizeof(double)];
        for (long item = start; item < end; item++)
        {
            Tile tile = new(job, item);
            new Span<double>(tile.Sums, tile.Columns).Clear();
            for (long row = tile.FirstRow; row < tile.EndRow; row++)
            {
                byte* output = job.Output + row * job.OutputStride + tile.Offset;
                byte* result = job.Adds ? apart : output;
                ZipLoop<TElement, TOperation>.Run<CachedStore>(
                    job.First + row * job.FirstStride + tile.Offset,
                    job.Second + row * job.SecondStride + tile.Offset,
                    null,
                    result,
                    tile.Columns);
                AddRow<TElement, TBits>(result, tile.Sums, tile.Columns);
                if (job.Adds)
                    ZipLoop<TElement, Sum>.Run<CachedStore>(result, output, null, output, tile.Columns);
            }
        }
    }

    /// <summary>The sums of first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunSum<TElement, TBits>(in CpuJob job, long start, long end)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        for (long item = start; item < end; item++)
        {
            Tile tile = new(job, item);
            new Span<double>(tile.Sums, tile.Columns).Clear();
            for (long row = tile.FirstRow; row < tile.EndRow; row++)
                AddRow<TElement, TBits>(job.First + row * job.FirstStride + tile.Offset, tile.Sums, tile.Columns);
        }
    }

    /// <summary>output, a row ← the rounded sum of the rows of sums, or that and the output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunLast<TElement, TBits>(in CpuJob job, long start, long end)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        double* totals = stackalloc double[TileColumns];
        for (long item = start; item < end; item++)
        {
            Tile tile = new(job, item);
            new Span<double>(totals, tile.Columns).Clear();
            for (long row = 0; row < job.Rows; row++)
                AddRow<Float64Element, ulong>((byte*)tile.Sums + row * job.ThirdStride, totals, tile.Columns);
            TBits* output = (TBits*)(job.Output + tile.Offset);
            if (job.Adds)
                AddRow<TElement, TBits>((byte*)output, totals, tile.Columns);
            for (int column = 0; column < tile.Columns; column++)
                output[column] = TElement.Round(new Float64x1(totals[column]));
        }
    }

    // As in MapLoop: the first pass is as fast as the later ones.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow<TElement, TBits>(byte* values, double* sums, int length)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        int column = 0;
        for (; column + IVectorElement.BlockLength <= length; column += IVectorElement.BlockLength)
        {
            double* lower = sums + column;
            double* upper = lower + Vector512<double>.Count;
            Float64x16 sum = new Float64x16(Vector512.Load(lower), Vector512.Load(upper)) +
                TElement.WidenBlock(values + column * TElement.SizeInBytes);
            sum.Lower.Store(lower);
            sum.Upper.Store(upper);
        }
        for (; column < length; column++)
            sums[column] += TElement.Widen(((TBits*)values)[column]).Value;
    }

    /// <summary>The columns and rows of an item.</summary>
    private readonly ref struct Tile
    {
        public readonly long FirstRow, EndRow, Offset;
        public readonly int Columns;
        public readonly double* Sums;

        public Tile(in CpuJob job, long item)
        {
            (long block, long tile) = Math.DivRem(item, Tiles(job.Columns));
            long column = tile * TileColumns;
            FirstRow = block * SumOrder.BlockRows;
            EndRow = Math.Min(FirstRow + SumOrder.BlockRows, job.Rows);
            Offset = column * job.SizeInBytes;
            Columns = (int)Math.Min(TileColumns, job.Columns - column);
            Sums = (double*)(job.Third + block * job.ThirdStride) + column;
        }
    }
}
