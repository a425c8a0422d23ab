using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid.Kernels;

/// <summary>A matrix in an accelerator's memory: a view from its first element to its last.</summary>
internal readonly record struct MatrixView<TBits>(ArrayView<TBits> View, long LeadingDimension)
    where TBits : unmanaged;

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

    public void Map<TElement, TBits, TOperation>(
        AcceleratorStream stream, long rows, long columns, in MatrixView<TBits> input, in MatrixView<TBits> output)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IMapOperation
    {
        AccessPlan plan = AccessPlan.For(rows, columns, Unsafe.SizeOf<TBits>(), [Place(input), Place(output)]);
        LaunchShape shape = LaunchShape.For(traits, plan);
        KernelLayout layout = Layout<TBits>(shape, plan, input.LeadingDimension, 0, output.LeadingDimension);
        bool float32Way = OperationChoice.TakesFloat32Way<TElement, TOperation>(traits.HasFastFloat64);
        if (float32Way && typeof(TOperation) == typeof(ForwardTail<Forward>))
            Launch<TElement, TBits, ForwardTail<ForwardThroughFloat32>, SideBySide>(stream, shape, input.View, output.View, layout);
        else if (float32Way)
            Launch<TElement, TBits, ForwardThroughFloat32, SideBySide>(stream, shape, input.View, output.View, layout);
        else if (shape.GroupSize == 1)
            Launch<TElement, TBits, TOperation, Alone>(stream, shape, input.View, output.View, layout);
        else
            Launch<TElement, TBits, TOperation, SideBySide>(stream, shape, input.View, output.View, layout);
    }

    public void Zip<TElement, TBits, TOperation>(
        AcceleratorStream stream,
        long rows,
        long columns,
        in MatrixView<TBits> left,
        in MatrixView<TBits> right,
        in MatrixView<TBits> output)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipOperation
    {
        AccessPlan plan = AccessPlan.For(rows, columns, Unsafe.SizeOf<TBits>(), [Place(left), Place(right), Place(output)]);
        LaunchShape shape = LaunchShape.For(traits, plan);
        KernelLayout layout = Layout<TBits>(shape, plan, left.LeadingDimension, right.LeadingDimension, output.LeadingDimension);
        bool float32Way = OperationChoice.TakesFloat32Way<TElement, TOperation>(traits.HasFastFloat64);
        if (float32Way && typeof(TOperation) == typeof(AfterAdd<ForwardTail<Forward>, HalfFormat>))
        {
            Launch<TElement, TBits, AfterAdd<ForwardTail<ForwardThroughFloat32>, HalfFormat>, SideBySide>(
                stream, shape, left.View, right.View, output.View, layout);
        }
        else if (float32Way)
        {
            Launch<TElement, TBits, AfterAdd<ForwardThroughFloat32, HalfFormat>, SideBySide>(
                stream, shape, left.View, right.View, output.View, layout);
        }
        else if (shape.GroupSize == 1)
            Launch<TElement, TBits, TOperation, Alone>(stream, shape, left.View, right.View, output.View, layout);
        else
            Launch<TElement, TBits, TOperation, SideBySide>(stream, shape, left.View, right.View, output.View, layout);
    }

    public void Ternary<TElement, TBits, TOperation>(
        AcceleratorStream stream,
        long rows,
        long columns,
        in MatrixView<TBits> first,
        in MatrixView<TBits> second,
        in MatrixView<TBits> third,
        in MatrixView<TBits> output,
        bool adds = false)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, ITernaryOperation
    {
        AccessPlan plan = AccessPlan.For(
            rows, columns, Unsafe.SizeOf<TBits>(), [Place(first), Place(second), Place(third), Place(output)]);
        if (adds)
            plan = plan with { PacksPerRow = 0, ElementsPerRow = rows * columns / plan.Rows };
        LaunchShape shape = LaunchShape.For(traits, plan);
        KernelLayout layout = Layout<TBits>(
            shape, plan, first.LeadingDimension, second.LeadingDimension, output.LeadingDimension, third.LeadingDimension);
        layout = layout with { Adds = adds ? 1 : 0 };
        if (shape.GroupSize == 1)
            Launch<TElement, TBits, TOperation, Alone>(stream, shape, first.View, second.View, third.View, output.View, layout);
        else
            Launch<TElement, TBits, TOperation, SideBySide>(stream, shape, first.View, second.View, third.View, output.View, layout);
    }

    private void Launch<TElement, TBits, TOperation, TWalk>(
        AcceleratorStream stream, in LaunchShape shape, ArrayView<TBits> input, ArrayView<TBits> output, in KernelLayout layout)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IMapOperation
        where TWalk : struct, IThreadWalk
    {
        lock (Accelerator)
        {
            _cache.Get(
                Accelerator,
                MapKernel<TElement, TBits, TOperation, TWalk>.Slot,
                static accelerator => accelerator.LoadKernel<ArrayView<TBits>, ArrayView<TBits>, KernelLayout>(
                    MapKernel<TElement, TBits, TOperation, TWalk>.Run))(
                stream, (shape.Groups, shape.GroupSize), input, output, layout);
        }
    }

    private void Launch<TElement, TBits, TOperation, TWalk>(
        AcceleratorStream stream,
        in LaunchShape shape,
        ArrayView<TBits> left,
        ArrayView<TBits> right,
        ArrayView<TBits> output,
        in KernelLayout layout)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipOperation
        where TWalk : struct, IThreadWalk
    {
        lock (Accelerator)
        {
            _cache.Get(
                Accelerator,
                ZipKernel<TElement, TBits, TOperation, TWalk>.Slot,
                static accelerator => accelerator.LoadKernel<ArrayView<TBits>, ArrayView<TBits>, ArrayView<TBits>, KernelLayout>(
                    ZipKernel<TElement, TBits, TOperation, TWalk>.Run))(
                stream, (shape.Groups, shape.GroupSize), left, right, output, layout);
        }
    }

    private void Launch<TElement, TBits, TOperation, TWalk>(
        AcceleratorStream stream,
        in LaunchShape shape,
        ArrayView<TBits> first,
        ArrayView<TBits> second,
        ArrayView<TBits> third,
        ArrayView<TBits> output,
        in KernelLayout layout)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, ITernaryOperation
        where TWalk : struct, IThreadWalk
    {
        lock (Accelerator)
        {
            _cache.Get(
                Accelerator,
                TernaryKernel<TElement, TBits, TOperation, TWalk>.Slot,
                static accelerator =>
                    accelerator.LoadKernel<ArrayView<TBits>, ArrayView<TBits>, ArrayView<TBits>, ArrayView<TBits>, KernelLayout>(
                        TernaryKernel<TElement, TBits, TOperation, TWalk>.Run))(
                stream, (shape.Groups, shape.GroupSize), first, second, third, output, layout);
        }
    }

    private static KernelLayout Layout<TBits>(in LaunchShape shape, AccessPlan plan, long left, long right, long output, long third = 0)
    {
        int elementsPerPack = Pack.SizeInBytes / Unsafe.SizeOf<TBits>();
        return new KernelLayout(
            shape.Packs,
            shape.Elements,
            plan.PacksPerRow * elementsPerPack,
            new RowStride(left / elementsPerPack, left),
            new RowStride(right / elementsPerPack, right),
            new RowStride(output / elementsPerPack, output),
            new RowStride(third / elementsPerPack, third));
    }

    private static OperandPlace Place<TBits>(in MatrixView<TBits> matrix)
        where TBits : unmanaged =>
        new(ViewPlaces.AddressOf(matrix.View), matrix.LeadingDimension);
}
