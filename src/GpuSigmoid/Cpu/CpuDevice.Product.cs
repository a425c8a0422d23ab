using GpuSigmoid.Memory;
using GpuSigmoid.Training;

namespace GpuSigmoid.Cpu;

internal sealed unsafe partial class CpuDevice
{
    /// <summary>Multiplications below this stay on the calling thread: waking another takes longer than it would save.</summary>
    private const long SmallestSharedProduct = 1 << 18;

    internal override void Multiply<T, TArithmetic>(in ProductOperand left, in ProductOperand right, in MatrixSlice product)
    {
        if (typeof(T) == typeof(float))
            Multiply<Float32ProductVector>(left, right, product);
        else
            Multiply<Float64ProductVector>(left, right, product);
    }

    private void Multiply<TVector>(in ProductOperand left, in ProductOperand right, in MatrixSlice product)
        where TVector : struct, IProductVector<TVector>
    {
        int size = TVector.SizeInBytes;
        CpuProduct work = new()
        {
            Left = Address(left.Slice, size),
            Right = Address(right.Slice, size),
            Product = Address(product, size),
            LeftRowStride = left.RowStride * size,
            LeftColumnStride = left.ColumnStride * size,
            RightRowStride = right.RowStride * size,
            RightColumnStride = right.ColumnStride * size,
            ProductRowStride = product.LeadingDimension * size,
            Rows = product.Rows,
            Columns = product.Columns,
            Depth = left.Columns,
        };
        long tiles = work.Tiles<TVector>();
        bool isShared = work.Rows * work.Columns * work.Depth >= SmallestSharedProduct;
        CpuJob job = new()
        {
            // The work stands on this thread's stack, which waits until all threads are done with it.
            First = (byte*)&work,
            Length = tiles,
            ChunkLength = isShared ? 1 : tiles,
            Body = &RunTiles<TVector>,
        };
        _workers.Run(job);
        GC.KeepAlive(left.Slice.Buffer);
        GC.KeepAlive(right.Slice.Buffer);
        GC.KeepAlive(product.Buffer);
    }

    private static void RunTiles<TVector>(in CpuJob job, long start, long end)
        where TVector : struct, IProductVector<TVector>
    {
        CpuProduct* work = (CpuProduct*)job.First;
        for (long tile = start; tile < end; tile++)
            work->RunTile<TVector>(tile);
    }
}
