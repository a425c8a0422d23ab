using System.Runtime.CompilerServices;
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
        AccessPlan plan = AccessPlan.OfRows(rows, columns, Unsafe.SizeOf<TBits>(), [left.Place, right.Place, output.Place]);
        SumLayout layout = SumLayout.For(
            plan, TElement.ElementsPerPack, left.LeadingDimension, right.LeadingDimension, output.LeadingDimension, adds);
        lock (Accelerator)
        {
            _cache.Get(
                Accelerator,
                ZipSumKernel<TElement, TBits, TOperation>.Slot,
                static accelerator =>
                    accelerator.LoadKernel<ArrayView<TBits>, ArrayView<TBits>, ArrayView<TBits>, ArrayView<double>, SumLayout>(
                        ZipSumKernel<TElement, TBits, TOperation>.Run))(
                stream, ShapeFor(layout), left.View, right.View, output.View, sums, layout);
        }
    }

    public void Sum<TElement, TBits>(
        AcceleratorStream stream, long rows, long columns, in MatrixView<TBits> input, ArrayView<double> sums)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        AccessPlan plan = AccessPlan.OfRows(rows, columns, Unsafe.SizeOf<TBits>(), [input.Place]);
        SumLayout layout = SumLayout.For(plan, TElement.ElementsPerPack, input.LeadingDimension, 0, 0, adds: false);
        lock (Accelerator)
        {
            _cache.Get(
                Accelerator,
                SumKernel<TElement, TBits>.Slot,
                static accelerator => accelerator.LoadKernel<ArrayView<TBits>, ArrayView<double>, SumLayout>(
                    SumKernel<TElement, TBits>.Run))(
                stream, ShapeFor(layout), input.View, sums, layout);
        }
    }

    public void LastSum<TElement, TBits>(
        AcceleratorStream stream, long rows, long columns, ArrayView<double> sums, ArrayView<TBits> output, bool adds)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        AccessPlan plan = AccessPlan.OfRows(
            rows, columns, sizeof(double), [new OperandPlace(ViewPlaces.AddressOf(sums), columns)]);
        SumLayout layout = SumLayout.For(plan, Float64Element.ElementsPerPack, columns, 0, 0, adds);
        lock (Accelerator)
        {
            _cache.Get(
                Accelerator,
                LastSumKernel<TElement, TBits>.Slot,
                static accelerator => accelerator.LoadKernel<ArrayView<double>, ArrayView<TBits>, SumLayout>(
                    LastSumKernel<TElement, TBits>.Run))(
                stream, ShapeFor(layout), sums, output, layout);
        }
    }

    private KernelConfig ShapeFor(in SumLayout layout) =>
        LaunchShape.ForItems(traits, Math.Max(layout.Packs.Items, layout.Elements.Items));
}
