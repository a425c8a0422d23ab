using GpuSigmoid.Memory;
using GpuSigmoid.Numerics;

namespace GpuSigmoid;

internal static partial class Launch
{
    /// <summary>output ← operation(input + row), the row added to every row of the input, each sum rounded to the element type.</summary>
    public static void AddRowThenMap<T, TOperation>(in Argument<T> input, in Argument<T> row, in Argument<T> output)
        where T : unmanaged
        where TOperation : struct, IMapOperation
    {
        row.ThrowIfNoRowOf(input);
        CheckInput(input, output);
        row.ThrowIfAnyIn(output);
        Run(output, new AfterAddPass<TOperation>(output.Device, input.Slice, OnEveryRow(row, output), output.Slice));
    }

    /// <summary>output ← output + operation(left, right), the operation's result rounded to the element type before it is added.</summary>
    public static void ZipThenAdd<T, TOperation>(in Argument<T> left, in Argument<T> right, in Argument<T> output)
        where T : unmanaged
        where TOperation : struct, IZipOperation
    {
        CheckInput(left, output);
        CheckInput(right, output);
        Run(output, new ThenAddPass<TOperation>(output.Device, left.Slice, right.Slice, output.Slice));
    }

    /// <summary>first and second ← operation(left, right).</summary>
    public static void ZipPair<T, TOperation>(in Argument<T> left, in Argument<T> right, in Argument<T> first, in Argument<T> second)
        where T : unmanaged
        where TOperation : struct, IZipPairOperation
    {
        CheckInput(left, first);
        CheckInput(right, first);
        CheckInput(left, second);
        CheckInput(right, second);
        first.ThrowIfAnyIn(second);
        Run(first, new ZipPairPass<TOperation>(first.Device, left.Slice, right.Slice, first.Slice, second.Slice));
    }

    /// <summary>
    /// The two results of the double backward pass, the one with respect to S first, since the other may lie over what it reads; hence both
    /// run on the other's stream.
    /// </summary>
    public static void DoubleBackward<T>(
        in Argument<T> s, in Argument<T> dy, in Argument<T> gradient, in Argument<T> byGradient, in Argument<T> byOutput)
        where T : unmanaged
    {
        CheckInput(s, byGradient);
        CheckInput(dy, byGradient);
        CheckInput(gradient, byGradient);
        CheckInput(dy, byOutput);
        s.ThrowIfAnyIn(byOutput);
        gradient.ThrowIfAnyIn(byOutput);
        byGradient.ThrowIfAnyIn(byOutput);
        MatrixSlice first = byOutput.Slice with { Stream = byGradient.Slice.Stream };
        Run(byOutput, new TernaryPass<OutputSecondGradient>(s.Device, s.Slice, dy.Slice, gradient.Slice, first));
        Run(byGradient, new ZipPass<Backward>(s.Device, s.Slice, gradient.Slice, byGradient.Slice));
    }

    // A row that stands for all the rows of a matrix.
    private static MatrixSlice OnEveryRow<T>(in Argument<T> row, in Argument<T> matrix)
        where T : unmanaged =>
        row.Slice with { Rows = matrix.Slice.Rows, LeadingDimension = 0 };
}
