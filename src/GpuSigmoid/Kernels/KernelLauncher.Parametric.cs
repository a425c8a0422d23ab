using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid.Kernels;

internal sealed partial class KernelLauncher
{
    public void Parametric<TElement, TBits, TOperation>(
        AcceleratorStream stream,
        long rows,
        long columns,
        in MatrixView<TBits> left,
        in MatrixView<TBits> right,
        in MatrixView<TBits> output,
        in Parameters parameters,
        bool adds = false)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IParametricOperation
    {
        AccessPlan plan = AccessPlan.For(rows, columns, Unsafe.SizeOf<TBits>(), [Place(left), Place(right), Place(output)]);
        if (adds)
            plan = plan with { PacksPerRow = 0, ElementsPerRow = rows * columns / plan.Rows };
        LaunchShape shape = LaunchShape.For(traits, plan);
        KernelLayout layout = Layout<TBits>(shape, plan, left.LeadingDimension, right.LeadingDimension, output.LeadingDimension);
        layout = layout with { Adds = adds ? 1 : 0 };
        if (shape.GroupSize == 1)
            Launch<TElement, TBits, TOperation, Alone>(stream, shape, left.View, right.View, output.View, layout, parameters);
        else
            Launch<TElement, TBits, TOperation, SideBySide>(stream, shape, left.View, right.View, output.View, layout, parameters);
    }

    private void Launch<TElement, TBits, TOperation, TWalk>(
        AcceleratorStream stream,
        in LaunchShape shape,
        ArrayView<TBits> left,
        ArrayView<TBits> right,
        ArrayView<TBits> output,
        in KernelLayout layout,
        in Parameters parameters)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IParametricOperation
        where TWalk : struct, IThreadWalk
    {
        lock (Accelerator)
        {
            _cache.Get(
                Accelerator,
                ParametricKernel<TElement, TBits, TOperation, TWalk>.Slot,
                static accelerator =>
                    accelerator.LoadKernel<ArrayView<TBits>, ArrayView<TBits>, ArrayView<TBits>, KernelLayout, Parameters>(
                        ParametricKernel<TElement, TBits, TOperation, TWalk>.Run))(
                stream, (shape.Groups, shape.GroupSize), left, right, output, layout, parameters);
        }
    }
}
