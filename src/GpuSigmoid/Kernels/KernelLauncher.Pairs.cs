using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid.Kernels;

internal sealed partial class KernelLauncher
{
    public void ZipPair<TElement, TBits, TOperation>(
        AcceleratorStream stream,
        long rows,
        long columns,
        in MatrixView<TBits> left,
        in MatrixView<TBits> right,
        in MatrixView<TBits> first,
        in MatrixView<TBits> second)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipPairOperation
    {
        Operands<TBits> operands = new(left, right, second, first);
        LaunchShape shape = ShapeOf(rows, columns, operands, adds: false, out KernelLayout layout);
        bool float32Way = OperationChoice.TakesFloat32Way<TElement, TOperation>(traits.HasFastFloat64);
        if (float32Way && typeof(TOperation) == typeof(PairAfterAdd<OutputAndTail<Forward>>))
            LaunchPair<TElement, TBits, PairAfterAdd<OutputAndTail<ForwardThroughFloat32>>, SideBySide>(stream, shape, operands, layout);
        else if (float32Way)
            LaunchPair<TElement, TBits, OutputAndTail<ForwardThroughFloat32>, SideBySide>(stream, shape, operands, layout);
        else if (shape.GroupSize == 1)
            LaunchPair<TElement, TBits, TOperation, Alone>(stream, shape, operands, layout);
        else
            LaunchPair<TElement, TBits, TOperation, SideBySide>(stream, shape, operands, layout);
    }

    private void LaunchPair<TElement, TBits, TOperation, TWalk>(
        AcceleratorStream stream, in LaunchShape shape, in Operands<TBits> operands, in KernelLayout layout)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipPairOperation
        where TWalk : struct, IThreadWalk
    {
        lock (Accelerator)
        {
            _cache.Get(
                Accelerator,
                ZipPairKernel<TElement, TBits, TOperation, TWalk>.Slot,
                static accelerator =>
                    accelerator.LoadKernel<ArrayView<TBits>, ArrayView<TBits>, ArrayView<TBits>, ArrayView<TBits>, KernelLayout>(
                        ZipPairKernel<TElement, TBits, TOperation, TWalk>.Run))(
                stream,
                (shape.Groups, shape.GroupSize),
                operands.First.View,
                operands.Second.View,
                operands.Third.View,
                operands.Output.View,
                layout);
        }
    }
}
