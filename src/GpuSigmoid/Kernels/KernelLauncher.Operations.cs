using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using ILGPU.Runtime;

namespace GpuSigmoid.Kernels;

// From operations of each kind to formulas.
internal sealed partial class KernelLauncher
{
    public void Map<TElement, TBits, TOperation>(
        AcceleratorStream stream, long rows, long columns, in MatrixView<TBits> input, in MatrixView<TBits> output)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IMapOperation =>
        Launch<TElement, TBits, MapFormula<TOperation>>(stream, rows, columns, new(input, input, input, output));

    public void Zip<TElement, TBits, TOperation>(
        AcceleratorStream stream,
        long rows,
        long columns,
        in MatrixView<TBits> left,
        in MatrixView<TBits> right,
        in MatrixView<TBits> output)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipOperation =>
        Launch<TElement, TBits, ZipFormula<TOperation>>(stream, rows, columns, new(left, right, right, output));

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
        where TOperation : struct, ITernaryOperation =>
        Launch<TElement, TBits, TernaryFormula<TOperation>>(
            stream, rows, columns, new(first, second, third, output), adds: adds);

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
        where TOperation : struct, IParametricOperation =>
        Launch<TElement, TBits, ParametricFormula<TOperation>>(
            stream, rows, columns, new(left, right, right, output), new(parameters), adds);
}
