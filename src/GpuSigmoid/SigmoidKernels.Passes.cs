using GpuSigmoid.Elements;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid;

// Views without a row among them are taken for one long row.
public sealed partial class SigmoidKernels
{
    private static MatrixView<TBits> Row<T, TBits>(ArrayView<T> view)
        where T : unmanaged
        where TBits : unmanaged =>
        Rows<T, TBits>(view, view.Length);

    private static MatrixView<TBits> Rows<T, TBits>(ArrayView<T> view, long leadingDimension)
        where T : unmanaged
        where TBits : unmanaged =>
        new(view.Cast<TBits>(), leadingDimension);

    private readonly struct MapPass<T, TOperation>(
        KernelLauncher launcher, AcceleratorStream stream, ArrayView<T> input, ArrayView<T> output) : IElementPass
        where T : unmanaged
        where TOperation : struct, IMapOperation
    {
        void IElementPass.Run<TElement, TBits>() =>
            launcher.Map<TElement, TBits, TOperation>(stream, 1, input.Length, Row<T, TBits>(input), Row<T, TBits>(output));
    }

    private readonly struct ZipPass<T, TOperation>(
        KernelLauncher launcher, AcceleratorStream stream, ArrayView<T> left, ArrayView<T> right, ArrayView<T> output, bool adds) : IElementPass
        where T : unmanaged
        where TOperation : struct, IZipOperation
    {
        void IElementPass.Run<TElement, TBits>()
        {
            MatrixView<TBits> first = Row<T, TBits>(left), second = Row<T, TBits>(right), to = Row<T, TBits>(output);
            if (adds)
                launcher.Ternary<TElement, TBits, ThenAdd<TOperation>>(stream, 1, left.Length, first, second, to, to);
            else
                launcher.Zip<TElement, TBits, TOperation>(stream, 1, left.Length, first, second, to);
        }
    }

    private readonly struct TernaryPass<T, TOperation>(
        KernelLauncher launcher,
        AcceleratorStream stream,
        ArrayView<T> first,
        ArrayView<T> second,
        ArrayView<T> third,
        ArrayView<T> output,
        bool adds) : IElementPass
        where T : unmanaged
        where TOperation : struct, ITernaryOperation
    {
        void IElementPass.Run<TElement, TBits>() =>
            launcher.Ternary<TElement, TBits, TOperation>(
                stream,
                1,
                first.Length,
                Row<T, TBits>(first),
                Row<T, TBits>(second),
                Row<T, TBits>(third),
                Row<T, TBits>(output),
                adds);
    }

    private readonly struct ParametricPass<T, TOperation>(
        KernelLauncher launcher,
        AcceleratorStream stream,
        ArrayView<T> left,
        ArrayView<T> right,
        ArrayView<T> output,
        bool adds,
        Parameters parameters) : IElementPass
        where T : unmanaged
        where TOperation : struct, IParametricOperation
    {
        void IElementPass.Run<TElement, TBits>() =>
            launcher.Parametric<TElement, TBits, TOperation>(
                stream, 1, left.Length, Row<T, TBits>(left), Row<T, TBits>(right), Row<T, TBits>(output), parameters, adds);
    }

    private readonly struct PairPass<T, TOperation>(
        KernelLauncher launcher,
        AcceleratorStream stream,
        ArrayView<T> left,
        ArrayView<T> right,
        ArrayView<T> first,
        ArrayView<T> second) : IElementPass
        where T : unmanaged
        where TOperation : struct, IZipPairOperation
    {
        void IElementPass.Run<TElement, TBits>() =>
            launcher.ZipPair<TElement, TBits, TOperation>(
                stream, 1, left.Length, Row<T, TBits>(left), Row<T, TBits>(right), Row<T, TBits>(first), Row<T, TBits>(second));
    }

    private readonly struct AfterAddPass<T, TOperation>(
        KernelLauncher launcher, AcceleratorStream stream, ArrayView<T> input, ArrayView<T> row, ArrayView<T> output) : IElementPass
        where T : unmanaged
        where TOperation : struct, IMapOperation
    {
        void IElementPass.Run<TElement, TBits>() =>
            launcher.Zip<TElement, TBits, AfterAdd<TOperation>>(
                stream,
                input.Length / row.Length,
                row.Length,
                Rows<T, TBits>(input, row.Length),
                Rows<T, TBits>(row, 0),
                Rows<T, TBits>(output, row.Length));
    }

    private readonly struct PairAfterAddPass<T, TOperation>(
        KernelLauncher launcher,
        AcceleratorStream stream,
        ArrayView<T> input,
        ArrayView<T> row,
        ArrayView<T> first,
        ArrayView<T> second) : IElementPass
        where T : unmanaged
        where TOperation : struct, IZipPairOperation
    {
        void IElementPass.Run<TElement, TBits>() =>
            launcher.ZipPair<TElement, TBits, PairAfterAdd<TOperation>>(
                stream,
                input.Length / row.Length,
                row.Length,
                Rows<T, TBits>(input, row.Length),
                Rows<T, TBits>(row, 0),
                Rows<T, TBits>(first, row.Length),
                Rows<T, TBits>(second, row.Length));
    }
}
