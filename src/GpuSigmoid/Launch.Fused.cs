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
        CheckInput(left, first, second);
        CheckInput(right, first, second);
        Run(first, new ZipPairPass<TOperation>(first.Device, left.Slice, right.Slice, first.Slice, second.Slice));
    }

    /// <summary>The same with one operation for both, and a pass for each; both on the first one's stream.</summary>
    public static void MapTwice<T, TOperation>(in Argument<T> input, in Argument<T> first, in Argument<T> second)
        where T : unmanaged
        where TOperation : struct, IMapOperation
    {
        CheckInput(input, first, second);
        Run(second, new MapPass<TOperation>(first.Device, input.Slice, OnStreamOf(first, second)));
        Run(first, new MapPass<TOperation>(first.Device, input.Slice, first.Slice));
    }

    /// <summary>first and second ← operation(input + row), as <see cref="AddRowThenMap"/> adds it.</summary>
    public static void AddRowThenPair<T, TOperation>(in Argument<T> input, in Argument<T> row, in Argument<T> first, in Argument<T> second)
        where T : unmanaged
        where TOperation : struct, IZipPairOperation
    {
        CheckRow(row, input, first, second);
        Run(first, new PairAfterAddPass<TOperation>(first.Device, input.Slice, OnEveryRow(row, first), first.Slice, second.Slice));
    }

    /// <summary>The same with one operation for both, and a pass for each; both on the first one's stream.</summary>
    public static void AddRowThenMapTwice<T, TOperation>(
        in Argument<T> input, in Argument<T> row, in Argument<T> first, in Argument<T> second)
        where T : unmanaged
        where TOperation : struct, IMapOperation
    {
        CheckRow(row, input, first, second);
        MatrixSlice added = OnEveryRow(row, first);
        Run(second, new AfterAddPass<TOperation>(first.Device, input.Slice, added, OnStreamOf(first, second)));
        Run(first, new AfterAddPass<TOperation>(first.Device, input.Slice, added, first.Slice));
    }

    /// <summary>
    /// The two results of the double backward pass, the one with respect to S first, since the other may lie over what it reads; hence both
    /// run on the other's stream.
    /// </summary>
    public static void DoubleBackward<T>(
        in Argument<T> s,
        in Argument<T> dy,
        in Argument<T> gradient,
        in Argument<T> byGradient,
        bool addsByGradient,
        in Argument<T> byOutput,
        bool addsByOutput)
        where T : unmanaged
    {
        CheckInput(s, byGradient);
        CheckInput(dy, byGradient);
        CheckInput(gradient, byGradient);
        CheckInput(dy, byOutput);
        s.ThrowIfAnyIn(byOutput);
        gradient.ThrowIfAnyIn(byOutput);
        byGradient.ThrowIfAnyIn(byOutput);
        Run(byOutput, new TernaryPass<OutputSecondGradient>(
            s.Device, s.Slice, dy.Slice, gradient.Slice, OnStreamOf(byGradient, byOutput), addsByOutput));
        if (addsByGradient)
            Run(byGradient, new ThenAddPass<Backward>(s.Device, s.Slice, gradient.Slice, byGradient.Slice));
        else
            Run(byGradient, new ZipPass<Backward>(s.Device, s.Slice, gradient.Slice, byGradient.Slice));
    }

    private static void CheckRow<T>(in Argument<T> row, in Argument<T> input, in Argument<T> first, in Argument<T> second)
        where T : unmanaged
    {
        row.ThrowIfNoRowOf(input);
        CheckInput(input, first, second);
        row.ThrowIfAnyIn(first);
        row.ThrowIfAnyIn(second);
    }

    private static void CheckInput<T>(in Argument<T> input, in Argument<T> first, in Argument<T> second)
        where T : unmanaged
    {
        CheckInput(input, first);
        CheckInput(input, second);
        first.ThrowIfAnyIn(second);
    }

    private static MatrixSlice OnStreamOf<T>(in Argument<T> first, in Argument<T> second)
        where T : unmanaged =>
        second.Slice with { Stream = first.Slice.Stream };

    // A row that stands for all the rows of a matrix.
    private static MatrixSlice OnEveryRow<T>(in Argument<T> row, in Argument<T> matrix)
        where T : unmanaged =>
        row.Slice with { Rows = matrix.Slice.Rows, LeadingDimension = 0 };
}
