using GpuSigmoid.Training;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid.Kernels;

internal sealed partial class KernelLauncher
{
    private const int ProductGroupSize = 64;

    /// <summary>Enough groups to fill a multiprocessor of a GPU, and to leave a core's work to others where it is slowed down.</summary>
    private const int ProductGroupsPerMultiprocessor = 32;

    /// <summary>product ← left · right: <see cref="PlainProduct"/>.</summary>
    public void Multiply<T, TArithmetic>(
        AcceleratorStream stream, ArrayView<T> left, ArrayView<T> right, ArrayView<T> product, in ProductLayout layout)
        where T : unmanaged
        where TArithmetic : struct, IProductArithmetic<T>
    {
        const int RowsPerThread = ProductKernel<T, TArithmetic>.RowsPerThread;
        long items = (layout.Rows + RowsPerThread - 1) / RowsPerThread * layout.Columns;
        int groupSize = traits.Kind == DeviceKind.CpuSimulator ? 1 : Math.Clamp(traits.MaxThreadsPerGroup, 1, ProductGroupSize);
        int groups = (int)Math.Min((items + groupSize - 1) / groupSize, (long)traits.Multiprocessors * ProductGroupsPerMultiprocessor);
        lock (Accelerator)
        {
            _cache.Get(
                Accelerator,
                ProductKernel<T, TArithmetic>.Slot,
                static accelerator => accelerator.LoadKernel<ArrayView<T>, ArrayView<T>, ArrayView<T>, ProductLayout>(
                    ProductKernel<T, TArithmetic>.Run))(
                stream, (groups, groupSize), left, right, product, layout);
        }
    }
}
