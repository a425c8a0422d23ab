using GpuSigmoid.Kernels;
using ILGPU;

namespace GpuSigmoid.Training;

/// <summary>
/// A matrix product without shared memory, so that it needs no barrier and runs where a group is one thread. A thread sums four elements
/// that stand above each other; its neighbours sum those beside them, so that a GPU joins their accesses to the right factor.
/// </summary>
internal static class ProductKernel<T, TArithmetic>
    where T : unmanaged
    where TArithmetic : struct, IProductArithmetic<T>
{
    /// <summary>The elements that a thread sums at a time.</summary>
    public const int RowsPerThread = 4;

    /// <summary>Where <see cref="KernelCache"/> keeps the kernel.</summary>
    public static readonly int Slot = KernelCache.TakeSlot();

    public static void Run(ArrayView<T> left, ArrayView<T> right, ArrayView<T> product, ProductLayout layout)
    {
        long threads = (long)Grid.DimX * Group.DimX;
        long items = (layout.Rows + RowsPerThread - 1) / RowsPerThread * layout.Columns;
        for (long item = (long)Grid.IdxX * Group.DimX + Group.IdxX; item < items; item += threads)
            Sum(left, right, product, layout, item / layout.Columns * RowsPerThread, item % layout.Columns);
    }

    private static void Sum(
        ArrayView<T> left, ArrayView<T> right, ArrayView<T> product, in ProductLayout layout, long row, long column)
    {
        // Rows beyond the last one repeat it, and are not stored.
        long last = layout.Rows - 1;
        long left0 = row * layout.LeftRowStride;
        long left1 = Math.Min(row + 1, last) * layout.LeftRowStride;
        long left2 = Math.Min(row + 2, last) * layout.LeftRowStride;
        long left3 = Math.Min(row + 3, last) * layout.LeftRowStride;
        long rightAt = column * layout.RightColumnStride;
        T sum0 = TArithmetic.Zero, sum1 = TArithmetic.Zero, sum2 = TArithmetic.Zero, sum3 = TArithmetic.Zero;
        for (long k = 0; k < layout.Depth; k++)
        {
            T factor = right[rightAt];
            sum0 = TArithmetic.FusedMultiplyAdd(left[left0], factor, sum0);
            sum1 = TArithmetic.FusedMultiplyAdd(left[left1], factor, sum1);
            sum2 = TArithmetic.FusedMultiplyAdd(left[left2], factor, sum2);
            sum3 = TArithmetic.FusedMultiplyAdd(left[left3], factor, sum3);
            rightAt += layout.RightRowStride;
            left0 += layout.LeftColumnStride;
            left1 += layout.LeftColumnStride;
            left2 += layout.LeftColumnStride;
            left3 += layout.LeftColumnStride;
        }

        long at = row * layout.ProductRowStride + column;
        product[at] = TArithmetic.WithOneNaN(sum0);
        if (row + 1 < layout.Rows)
            product[at + layout.ProductRowStride] = TArithmetic.WithOneNaN(sum1);
        if (row + 2 < layout.Rows)
            product[at + 2 * layout.ProductRowStride] = TArithmetic.WithOneNaN(sum2);
        if (row + 3 < layout.Rows)
            product[at + 3 * layout.ProductRowStride] = TArithmetic.WithOneNaN(sum3);
    }
}
