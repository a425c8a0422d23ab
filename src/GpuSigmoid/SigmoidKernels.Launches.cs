using GpuSigmoid.Elements;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using ILGPU.Runtime;

namespace GpuSigmoid;

// From checked views to launches: all that can be wrong is found before anything is queued.
public sealed partial class SigmoidKernels
{
    private Accelerator Accelerator => _launcher.Accelerator;

    private void Map<T, TOperation>(AcceleratorStream stream, in ViewArgument<T> input, in ViewArgument<T> output)
        where T : unmanaged
        where TOperation : struct, IMapOperation
    {
        if (IsWork(stream, output, input))
            ElementPass.Run<T, MapPass<T, TOperation>>(new(_launcher, stream, input.View, output.View));
    }

    private void Zip<T, TOperation>(
        AcceleratorStream stream,
        in ViewArgument<T> left,
        in ViewArgument<T> right,
        in ViewArgument<T> output,
        GradientUpdate update = GradientUpdate.Overwrite)
        where T : unmanaged
        where TOperation : struct, IZipOperation
    {
        bool adds = Sigmoid.IsAdd(update, nameof(update));
        if (IsWork(stream, output, left, right))
            ElementPass.Run<T, ZipPass<T, TOperation>>(new(_launcher, stream, left.View, right.View, output.View, adds));
    }

    private void Parametric<T, TOperation>(
        AcceleratorStream stream,
        in ViewArgument<T> left,
        in ViewArgument<T> right,
        in ViewArgument<T> output,
        bool adds,
        in Parameters parameters)
        where T : unmanaged
        where TOperation : struct, IParametricOperation
    {
        if (IsWork(stream, output, left, right))
        {
            ElementPass.Run<T, ParametricPass<T, TOperation>>(
                new(_launcher, stream, left.View, right.View, output.View, adds, parameters));
        }
    }

    private void ZipPair<T, TOperation>(
        AcceleratorStream stream,
        in ViewArgument<T> left,
        in ViewArgument<T> right,
        in ViewArgument<T> first,
        in ViewArgument<T> second)
        where T : unmanaged
        where TOperation : struct, IZipPairOperation
    {
        if (!IsWork(stream, first, left, right) || !IsWork(stream, second, left, right))
            return;
        first.ThrowIfAnyIn(second);
        ElementPass.Run<T, PairPass<T, TOperation>>(new(_launcher, stream, left.View, right.View, first.View, second.View));
    }

    private void AddRowThenMap<T, TOperation>(
        AcceleratorStream stream, in ViewArgument<T> input, in ViewArgument<T> row, in ViewArgument<T> output)
        where T : unmanaged
        where TOperation : struct, IMapOperation
    {
        if (IsWorkWithRow(stream, input, row, output))
            ElementPass.Run<T, AfterAddPass<T, TOperation>>(new(_launcher, stream, input.View, row.View, output.View));
    }

    private void AddRowThenPair<T, TOperation>(
        AcceleratorStream stream,
        in ViewArgument<T> input,
        in ViewArgument<T> row,
        in ViewArgument<T> first,
        in ViewArgument<T> second)
        where T : unmanaged
        where TOperation : struct, IZipPairOperation
    {
        if (!IsWorkWithRow(stream, input, row, first) || !IsWorkWithRow(stream, input, row, second))
            return;
        first.ThrowIfAnyIn(second);
        ElementPass.Run<T, PairAfterAddPass<T, TOperation>>(new(_launcher, stream, input.View, row.View, first.View, second.View));
    }

    private bool IsWorkWithRow<T>(AcceleratorStream stream, in ViewArgument<T> input, in ViewArgument<T> row, in ViewArgument<T> output)
        where T : unmanaged
    {
        input.ThrowIfNoRowsOf(row);
        if (!IsWork(stream, output, input))
            return false;
        row.ThrowIfElsewhere(Accelerator);
        row.ThrowIfAnyIn(output);
        return true;
    }

    private bool IsWork<T>(AcceleratorStream stream, in ViewArgument<T> output, params ReadOnlySpan<ViewArgument<T>> inputs)
        where T : unmanaged
    {
        foreach (ref readonly ViewArgument<T> input in inputs)
            input.ThrowIfLengthDiffers(output);
        CheckStream(stream);
        if (output.View.Length == 0)
            return false;
        foreach (ref readonly ViewArgument<T> input in inputs)
            input.ThrowIfElsewhere(Accelerator);
        output.ThrowIfElsewhere(Accelerator);
        foreach (ref readonly ViewArgument<T> input in inputs)
            input.ThrowIfPartlyIn(output);
        return true;
    }

    private void CheckStream(AcceleratorStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Accelerator != Accelerator)
            throw new ArgumentException(ViewArgument<byte>.Mismatch("the stream", stream.Accelerator, Accelerator), nameof(stream));
    }
}
