using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid.Kernels;

internal sealed partial class KernelLauncher
{
    public void ZipSum<TElement, TBits, TOperation>(
        AcceleratorStream stream,
        long rows,
        long columns,
        in MatrixView<TBits> left,
        in MatrixView<TBits> right,
        in MatrixView<TBits> output,
        bool adds,
        ArrayView<double> sums)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipOperation
    {
        SumLayout layout = new(
            rows, columns, SumOrder.Blocks(rows) * columns,
            left.LeadingDimension, right.LeadingDimension, output.LeadingDimension, adds ? 1 : 0);
        lock (Accelerator)
        {
            _cache.Get(
                Accelerator,
                ZipSumKernel<TElement, TBits, TOperation>.Slot,
                static accelerator =>
                    accelerator.LoadKernel<ArrayView<TBits>, ArrayView<TBits>, ArrayView<TBits>, ArrayView<double>, SumLayout>(
                        ZipSumKernel<TElement, TBits, TOperation>.Run))(
                stream, ShapeFor(layout.Items), left.View, right.View, output.View, sums, layout);
        }
    }

    public void Sum<TElement, TBits>(
        AcceleratorStream stream, long rows, long columns, in MatrixView<TBits> input, ArrayView<double> sums)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        SumLayout layout = new(rows, columns, SumOrder.Blocks(rows) * columns, input.LeadingDimension, 0, 0, 0);
        lock (Accelerator)
        {
            _cache.Get(
                Accelerator,
                SumKernel<TElement, TBits>.Slot,
                static accelerator => accelerator.LoadKernel<ArrayView<TBits>, ArrayView<double>, SumLayout>(
                    SumKernel<TElement, TBits>.Run))(
                stream, ShapeFor(layout.Items), input.View, sums, layout);
        }
    }

    public void LastSum<TElement, TBits>(
        AcceleratorStream stream, long rows, long columns, ArrayView<double> sums, ArrayView<TBits> output, bool adds)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        SumLayout layout = new(rows, columns, columns, columns, 0, 0, adds ? 1 : 0);
        lock (Accelerator)
        {
            _cache.Get(
                Accelerator,
                LastSumKernel<TElement, TBits>.Slot,
                static accelerator => accelerator.LoadKernel<ArrayView<double>, ArrayView<TBits>, SumLayout>(
                    LastSumKernel<TElement, TBits>.Run))(
                stream, ShapeFor(layout.Items), sums, output, layout);
        }
    }

    private KernelConfig ShapeFor(long items) => LaunchShape.ForItems(traits, items);
}
