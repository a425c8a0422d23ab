using GpuSigmoid.Elements;
using GpuSigmoid.Memory;
using GpuSigmoid.Numerics;

namespace GpuSigmoid;

internal static partial class Launch
{
    /// <summary>
    /// output ← operation(left, right) and sums ← its column sums in <see cref="SumOrder"/>, each overwritten or added to.
    /// </summary>
    public static void ZipThenSum<T, TOperation>(
        in Argument<T> left, in Argument<T> right, in Argument<T> output, bool addsOutput, in Argument<T> sums, bool addsSums)
        where T : unmanaged
        where TOperation : struct, IZipOperation
    {
        CheckInput(left, output);
        CheckInput(right, output);
        sums.ThrowIfNoRowOf(output);
        left.ThrowIfAnyIn(sums);
        right.ThrowIfAnyIn(sums);
        output.ThrowIfAnyIn(sums);
        if (sums.Slice.Length == 0)
            return;
        ElementPass.Run<T, ZipSumPass<TOperation>>(
            new(output.Device, left.Slice, right.Slice, output.Slice, addsOutput, sums.Slice, addsSums));
    }

    /// <summary>sums ← the column sums of the input in <see cref="SumOrder"/>, or those added to it.</summary>
    public static void Sum<T>(in Argument<T> input, in Argument<T> sums, bool adds)
        where T : unmanaged
    {
        sums.ThrowIfNoRowOf(input);
        input.ThrowIfAnyIn(sums);
        if (sums.Slice.Length > 0)
            ElementPass.Run<T, SumPass>(new(input.Device, input.Slice, sums.Slice, adds));
    }

    /// <summary>total ← the sum of the input's column sums, which are summed as one column, or that added to it.</summary>
    public static void Total<T>(in Argument<T> input, in Argument<T> total, bool adds)
        where T : unmanaged
    {
        total.ThrowIfNoTotalOf(input);
        input.ThrowIfAnyIn(total);
        ElementPass.Run<T, TotalPass>(new(input.Device, input.Slice, total.Slice, adds));
    }

    /// <summary>first and second ← operation(left, right), and total ← the sum of the first as <see cref="Total"/> has it, all on one stream.</summary>
    public static void ZipPairThenTotal<T, TOperation>(
        in Argument<T> left, in Argument<T> right, in Argument<T> first, in Argument<T> second, in Argument<T> total)
        where T : unmanaged
        where TOperation : struct, IZipPairOperation
    {
        CheckInput(left, first, second);
        CheckInput(right, first, second);
        total.ThrowIfNoTotalOf(first);
        left.ThrowIfAnyIn(total);
        right.ThrowIfAnyIn(total);
        first.ThrowIfAnyIn(total);
        second.ThrowIfAnyIn(total);
        lock (first.Device.ScratchOf(first.Slice.Stream).Lock)
        {
            // The memory first: where there is none, nothing has been queued.
            SumsOf(first.Device, first.Slice.Stream, first.Slice);
            Run(first, new ZipPairPass<TOperation>(first.Device, left.Slice, right.Slice, first.Slice, second.Slice));
            ElementPass.Run<T, TotalPass>(new(first.Device, first.Slice, OnStreamOf(first, total), adds: false));
        }
    }

    private readonly struct ZipSumPass<TOperation>(
        SigmoidDevice device,
        MatrixSlice left,
        MatrixSlice right,
        MatrixSlice output,
        bool addsOutput,
        MatrixSlice row,
        bool addsRow) : IElementPass
        where TOperation : struct, IZipOperation
    {
        void IElementPass.Run<TElement, TBits>()
        {
            lock (device.ScratchOf(output.Stream).Lock)
            {
                MatrixSlice sums = SumsOf(device, output.Stream, output);
                if (output.Length > 0)
                {
                    device.ZipSum<TElement, TBits, TOperation>(left, right, output, addsOutput, sums);
                    SigmoidMetrics.CountLaunch(device);
                }
                Finish<TElement, TBits>(device, sums, row, addsRow);
            }
        }
    }

    private readonly struct SumPass(SigmoidDevice device, MatrixSlice input, MatrixSlice row, bool adds) : IElementPass
    {
        void IElementPass.Run<TElement, TBits>()
        {
            lock (device.ScratchOf(row.Stream).Lock)
                Finish<TElement, TBits>(device, FirstLevel<TElement, TBits>(device, input, row.Stream), row, adds);
        }
    }

    private readonly struct TotalPass(SigmoidDevice device, MatrixSlice input, MatrixSlice total, bool adds) : IElementPass
    {
        void IElementPass.Run<TElement, TBits>()
        {
            lock (device.ScratchOf(total.Stream).Lock)
            {
                MatrixSlice sums = FirstLevel<TElement, TBits>(device, input, total.Stream);
                while (sums.Rows > 1 && sums.Columns > 0)
                    sums = NextLevel(device, sums);
                // The row, of no length where there are no rows, is now summed as a column.
                sums = sums with { Rows = sums.Length, Columns = 1, LeadingDimension = 1 };
                if (sums.Length > 0)
                    sums = NextLevel(device, sums);
                Finish<TElement, TBits>(device, sums, total, adds);
            }
        }
    }

    private static MatrixSlice FirstLevel<TElement, TBits>(SigmoidDevice device, in MatrixSlice input, SigmoidStream? stream)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        MatrixSlice sums = SumsOf(device, stream, input);
        if (input.Length > 0)
        {
            device.Sum<TElement, TBits>(input, sums);
            SigmoidMetrics.CountLaunch(device);
        }
        return sums;
    }

    // The first level's sums; the levels above follow in the same memory, and room for those of a row that is summed after.
    private static MatrixSlice SumsOf(SigmoidDevice device, SigmoidStream? stream, in MatrixSlice matrix)
    {
        long length = Math.Max(1, SumOrder.SumsPerColumn(matrix.Rows)) * matrix.Columns + matrix.Columns + SumOrder.SumsPerColumn(matrix.Columns);
        MatrixSlice scratch = device.ScratchOf(stream).Take(length);
        return scratch with { Rows = SumOrder.Blocks(matrix.Rows), Columns = matrix.Columns, LeadingDimension = matrix.Columns };
    }

    private static void Finish<TElement, TBits>(SigmoidDevice device, MatrixSlice sums, in MatrixSlice row, bool adds)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        while (sums.Rows > SumOrder.BlockRows)
            sums = NextLevel(device, sums);
        device.LastSum<TElement, TBits>(sums, row, adds);
        SigmoidMetrics.CountLaunch(device);
    }

    private static MatrixSlice NextLevel(SigmoidDevice device, in MatrixSlice sums)
    {
        MatrixSlice next = sums with { Offset = sums.Offset + sums.Length, Rows = SumOrder.Blocks(sums.Rows) };
        device.Sum<Float64Element, ulong>(sums, next);
        SigmoidMetrics.CountLaunch(device);
        return next;
    }
}
