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
        string leftName, DeviceMatrix<T> left,
        string rightName, DeviceMatrix<T> right,
        string outputName, DeviceMatrix<T> output, bool addsOutput,
        string sumsName, DeviceMatrix<T> sums, bool addsSums)
        where T : unmanaged
        where TOperation : struct, IZipOperation
    {
        ArgumentNullException.ThrowIfNull(left, leftName);
        ArgumentNullException.ThrowIfNull(right, rightName);
        ArgumentNullException.ThrowIfNull(output, outputName);
        ArgumentNullException.ThrowIfNull(sums, sumsName);
        Check(leftName, left, rightName, right);
        Check(leftName, left, outputName, output);
        CheckRow(sumsName, sums, outputName, output);
        MatrixSlice first = left.Slice, second = right.Slice, to = output.Slice, row = sums.Slice;
        Overlap.ThrowIfPartial(leftName, first, outputName, to);
        Overlap.ThrowIfPartial(rightName, second, outputName, to);
        Overlap.ThrowIfAny(leftName, first, sumsName, row);
        Overlap.ThrowIfAny(rightName, second, sumsName, row);
        Overlap.ThrowIfAny(outputName, to, sumsName, row);
        if (row.Length == 0)
            return;
        SigmoidDevice device = output.Device;
        if (typeof(T) == typeof(float))
            ZipThenSum<Float32Element, uint, TOperation>(device, first, second, to, addsOutput, row, addsSums);
        else if (typeof(T) == typeof(double))
            ZipThenSum<Float64Element, ulong, TOperation>(device, first, second, to, addsOutput, row, addsSums);
        else if (typeof(T) == typeof(Half))
            ZipThenSum<NarrowElement<HalfFormat>, ushort, TOperation>(device, first, second, to, addsOutput, row, addsSums);
        else
            ZipThenSum<NarrowElement<BFloat16Format>, ushort, TOperation>(device, first, second, to, addsOutput, row, addsSums);
    }

    /// <summary>sums ← the column sums of the input in <see cref="SumOrder"/>, or those added to it.</summary>
    public static void Sum<T>(string inputName, DeviceMatrix<T> input, string sumsName, DeviceMatrix<T> sums, bool adds)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(input, inputName);
        ArgumentNullException.ThrowIfNull(sums, sumsName);
        CheckRow(sumsName, sums, inputName, input);
        MatrixSlice from = input.Slice, row = sums.Slice;
        Overlap.ThrowIfAny(inputName, from, sumsName, row);
        if (row.Length == 0)
            return;
        SigmoidDevice device = input.Device;
        if (typeof(T) == typeof(float))
            Sum<Float32Element, uint>(device, from, row, adds);
        else if (typeof(T) == typeof(double))
            Sum<Float64Element, ulong>(device, from, row, adds);
        else if (typeof(T) == typeof(Half))
            Sum<NarrowElement<HalfFormat>, ushort>(device, from, row, adds);
        else
            Sum<NarrowElement<BFloat16Format>, ushort>(device, from, row, adds);
    }

    /// <summary>total ← the sum of the input's column sums, which are summed as one column, or that added to it.</summary>
    public static void Total<T>(string inputName, DeviceMatrix<T> input, string totalName, DeviceMatrix<T> total, bool adds)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(input, inputName);
        CheckTotal(inputName, input, totalName, total);
        Total<T>(input.Device, input.Slice, total.Slice, adds);
    }

    /// <summary>total ← the sum of the input, which was queued on the input's stream: the sum follows it there.</summary>
    public static void TotalAfter<T>(DeviceMatrix<T> input, DeviceMatrix<T> total)
        where T : unmanaged
    {
        MatrixSlice from = input.Slice;
        Total<T>(input.Device, from, total.Slice with { Stream = from.Stream }, adds: false);
    }

    private static void Total<T>(SigmoidDevice device, in MatrixSlice from, in MatrixSlice to, bool adds)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            Total<Float32Element, uint>(device, from, to, adds);
        else if (typeof(T) == typeof(double))
            Total<Float64Element, ulong>(device, from, to, adds);
        else if (typeof(T) == typeof(Half))
            Total<NarrowElement<HalfFormat>, ushort>(device, from, to, adds);
        else
            Total<NarrowElement<BFloat16Format>, ushort>(device, from, to, adds);
    }

    /// <summary>Throws where the total cannot take the sum of the matrix.</summary>
    public static void CheckTotal<T>(string inputName, DeviceMatrix<T> input, string totalName, DeviceMatrix<T> total)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(total, totalName);
        DeviceMismatchException.ThrowIfDifferent(inputName, input.Device, totalName, total.Device);
        if (total.Rows != 1 || total.Columns != 1)
        {
            throw new ShapeMismatchException(
                $"{totalName} is {total.Rows} x {total.Columns} but the sum of {inputName}, which is {input.Rows} x {input.Columns}, is 1 x 1.");
        }
        Overlap.ThrowIfAny(inputName, input.Slice, totalName, total.Slice);
    }

    private static void Total<TElement, TBits>(SigmoidDevice device, in MatrixSlice input, in MatrixSlice total, bool adds)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        SigmoidStream? stream = total.Stream;
        lock (device.ScratchOf(stream).Lock)
        {
            MatrixSlice sums = SumsOf(device, stream, input);
            if (input.Length > 0)
            {
                device.Sum<TElement, TBits>(input, sums);
                SigmoidMetrics.CountLaunch(device);
                while (sums.Rows > 1)
                    sums = NextLevel(device, sums);
                // The row is now summed as a column.
                sums = NextLevel(device, sums with { Rows = input.Columns, Columns = 1, LeadingDimension = 1 });
            }
            else
            {
                sums = sums with { Rows = 0, Columns = 1, LeadingDimension = 1 };
            }
            Finish<TElement, TBits>(device, sums, total, adds);
        }
    }

    private static void ZipThenSum<TElement, TBits, TOperation>(
        SigmoidDevice device,
        in MatrixSlice left,
        in MatrixSlice right,
        in MatrixSlice output,
        bool addsOutput,
        in MatrixSlice row,
        bool addsRow)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipOperation
    {
        SigmoidStream? stream = output.Stream;
        lock (device.ScratchOf(stream).Lock)
        {
            MatrixSlice sums = SumsOf(device, stream, output);
            if (output.Length > 0)
            {
                device.ZipSum<TElement, TBits, TOperation>(left, right, output, addsOutput, sums);
                SigmoidMetrics.CountLaunch(device);
            }
            Finish<TElement, TBits>(device, sums, row, addsRow);
        }
    }

    private static void Sum<TElement, TBits>(SigmoidDevice device, in MatrixSlice input, in MatrixSlice row, bool adds)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        SigmoidStream? stream = row.Stream;
        lock (device.ScratchOf(stream).Lock)
        {
            MatrixSlice sums = SumsOf(device, stream, input);
            if (input.Length > 0)
            {
                device.Sum<TElement, TBits>(input, sums);
                SigmoidMetrics.CountLaunch(device);
            }
            Finish<TElement, TBits>(device, sums, row, adds);
        }
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
