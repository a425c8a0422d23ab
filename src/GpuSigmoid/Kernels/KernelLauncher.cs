using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid.Kernels;

/// <summary>
/// Launches kernels on one accelerator. A launch allocates nothing, once its kernel is compiled, and does not wait. The accelerator is
/// locked meanwhile: its kernels are shared by all who launch on it, and OpenCL's hold the arguments of the launch under way.
/// </summary>
/// <param name="accelerator">The accelerator.</param>
/// <param name="traits">What the shapes of launches are made for.</param>
internal sealed partial class KernelLauncher(Accelerator accelerator, DeviceTraits traits)
{
    private readonly KernelCache _cache = new();

    public KernelLauncher(Accelerator accelerator)
        : this(accelerator, AcceleratorTraits.Of(accelerator))
    {
    }

    public Accelerator Accelerator { get; } = accelerator;

    private void Launch<TElement, TBits, TFormula>(
        AcceleratorStream stream, long rows, long columns, in Operands<TBits> operands, in TFormula formula = default, bool adds = false)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TFormula : unmanaged, IFormula
    {
        if (!OperationChoice.TakesFloat32Way<TElement, TFormula>(traits.HasFastFloat64))
            LaunchFormula<TElement, TBits, TFormula>(stream, rows, columns, operands, formula, adds);
        else if (typeof(TFormula) == typeof(MapFormula<Forward>))
            LaunchFormula<TElement, TBits, MapFormula<ForwardThroughFloat32>>(stream, rows, columns, operands);
        else if (typeof(TFormula) == typeof(MapFormula<ForwardTail<Forward>>))
            LaunchFormula<TElement, TBits, MapFormula<ForwardTail<ForwardThroughFloat32>>>(stream, rows, columns, operands);
        else if (typeof(TFormula) == typeof(ZipFormula<AfterAdd<Forward>>))
            LaunchFormula<TElement, TBits, ZipFormula<AfterAdd<ForwardThroughFloat32>>>(stream, rows, columns, operands);
        else
            LaunchFormula<TElement, TBits, ZipFormula<AfterAdd<ForwardTail<ForwardThroughFloat32>>>>(stream, rows, columns, operands);
    }

    private void LaunchFormula<TElement, TBits, TFormula>(
        AcceleratorStream stream, long rows, long columns, in Operands<TBits> operands, in TFormula formula = default, bool adds = false)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TFormula : unmanaged, IFormula
    {
        LaunchShape shape = ShapeOf(rows, columns, operands, adds, out KernelLayout layout);
        if (shape.GroupSize == 1)
            LaunchKernel<TElement, TBits, TFormula, Alone>(stream, shape, operands, layout, formula);
        else
            LaunchKernel<TElement, TBits, TFormula, SideBySide>(stream, shape, operands, layout, formula);
    }

    private void LaunchKernel<TElement, TBits, TFormula, TWalk>(
        AcceleratorStream stream, in LaunchShape shape, in Operands<TBits> operands, in KernelLayout layout, in TFormula formula)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TFormula : unmanaged, IFormula
        where TWalk : struct, IThreadWalk
    {
        lock (Accelerator)
        {
            _cache.Get(
                Accelerator,
                ElementwiseKernel<TElement, TBits, TFormula, TWalk>.Slot,
                static accelerator =>
                    accelerator.LoadKernel<ArrayView<TBits>, ArrayView<TBits>, ArrayView<TBits>, ArrayView<TBits>, KernelLayout, TFormula>(
                        ElementwiseKernel<TElement, TBits, TFormula, TWalk>.Run))(
                stream,
                (shape.Groups, shape.GroupSize),
                operands.First.View,
                operands.Second.View,
                operands.Third.View,
                operands.Output.View,
                layout,
                formula);
        }
    }

    private LaunchShape ShapeOf<TBits>(long rows, long columns, in Operands<TBits> operands, bool adds, out KernelLayout layout)
        where TBits : unmanaged
    {
        int elementsPerPack = Pack.SizeInBytes / Unsafe.SizeOf<TBits>();
        AccessPlan plan = AccessPlan.For(
            rows,
            columns,
            Unsafe.SizeOf<TBits>(),
            [operands.First.Place, operands.Second.Place, operands.Third.Place, operands.Output.Place]);
        if (adds)
            plan = plan with { PacksPerRow = 0, ElementsPerRow = rows * columns / plan.Rows };
        LaunchShape shape = LaunchShape.For(traits, plan);
        layout = new KernelLayout(
            shape.Packs,
            shape.Elements,
            plan.PacksPerRow * elementsPerPack,
            Stride(operands.First),
            Stride(operands.Second),
            Stride(operands.Third),
            Stride(operands.Output),
            adds ? 1 : 0);
        return shape;

        RowStride Stride(in MatrixView<TBits> matrix) => new(matrix.LeadingDimension / elementsPerPack, matrix.LeadingDimension);
    }
}
