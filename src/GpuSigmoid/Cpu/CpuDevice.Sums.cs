using GpuSigmoid.Memory;

namespace GpuSigmoid.Cpu;

internal sealed unsafe partial class CpuDevice
{
    /// <summary>Sums of fewer elements stay on the calling thread.</summary>
    private const long SmallestSharedSum = 1 << 15;

    internal override void ZipSum<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice output, bool adds, in MatrixSlice sums)
    {
        CpuJob job = JobOf(left, output.Rows, sums, TElement.SizeInBytes) with
        {
            Second = Address(right, TElement.SizeInBytes),
            SecondStride = right.LeadingDimension * TElement.SizeInBytes,
            Output = Address(output, TElement.SizeInBytes),
            OutputStride = output.LeadingDimension * TElement.SizeInBytes,
            Adds = adds,
            Body = &ColumnSumJob.RunZip<TElement, TBits, TOperation>,
        };
        _workers.Run(job);
        GC.KeepAlive(left.Buffer);
        GC.KeepAlive(right.Buffer);
        GC.KeepAlive(output.Buffer);
        GC.KeepAlive(sums.Buffer);
    }

    internal override void Sum<TElement, TBits>(in MatrixSlice input, in MatrixSlice sums)
    {
        CpuJob job = JobOf(input, input.Rows, sums, TElement.SizeInBytes) with { Body = &ColumnSumJob.RunSum<TElement, TBits> };
        _workers.Run(job);
        GC.KeepAlive(input.Buffer);
        GC.KeepAlive(sums.Buffer);
    }

    internal override void LastSum<TElement, TBits>(in MatrixSlice sums, in MatrixSlice output, bool adds)
    {
        CpuJob job = JobOf(output, sums.Rows, sums, TElement.SizeInBytes) with
        {
            Output = Address(output, TElement.SizeInBytes),
            Length = ColumnSumJob.Tiles(output.Columns),
            Adds = adds,
            Body = &ColumnSumJob.RunLast<TElement, TBits>,
        };
        _workers.Run(job);
        GC.KeepAlive(sums.Buffer);
        GC.KeepAlive(output.Buffer);
    }

    private static CpuJob JobOf(in MatrixSlice first, long rows, in MatrixSlice sums, int sizeInBytes)
    {
        long tiles = SumOrder.Blocks(rows) * ColumnSumJob.Tiles(first.Columns);
        return new CpuJob
        {
            First = Address(first, sizeInBytes),
            FirstStride = first.LeadingDimension * sizeInBytes,
            Third = Address(sums, sizeof(double)),
            ThirdStride = sums.LeadingDimension * sizeof(double),
            Columns = first.Columns,
            Rows = rows,
            Length = tiles,
            ChunkLength = rows * first.Columns < SmallestSharedSum ? Math.Max(tiles, 1) : 1,
            SizeInBytes = sizeInBytes,
        };
    }
}
