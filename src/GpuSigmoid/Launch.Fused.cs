using GpuSigmoid.Elements;
using GpuSigmoid.Memory;
using GpuSigmoid.Numerics;

namespace GpuSigmoid;

internal static partial class Launch
{
    /// <summary>output ← operation(input + row), the row added to every row of the input, each sum rounded to the element type.</summary>
    public static void AddRowThenMap<T, TOperation>(
        string inputName, DeviceMatrix<T> input, string rowName, DeviceMatrix<T> row, string outputName, DeviceMatrix<T> output)
        where T : unmanaged
        where TOperation : struct, IMapOperation
    {
        ArgumentNullException.ThrowIfNull(input, inputName);
        ArgumentNullException.ThrowIfNull(row, rowName);
        ArgumentNullException.ThrowIfNull(output, outputName);
        CheckRow(rowName, row, inputName, input);
        Check(inputName, input, outputName, output);
        MatrixSlice from = input.Slice, to = output.Slice;
        MatrixSlice bias = row.Slice;
        Overlap.ThrowIfPartial(inputName, from, outputName, to);
        Overlap.ThrowIfAny(rowName, bias, outputName, to);
        if (to.Length == 0)
            return;
        bias = bias with { Rows = to.Rows, LeadingDimension = 0 };
        // The wide types need no format to round the sum to: theirs is the one that the lanes have.
        if (typeof(T) == typeof(BFloat16))
            RunZip<T, AfterAdd<TOperation, BFloat16Format>>(output.Device, from, bias, to);
        else
            RunZip<T, AfterAdd<TOperation, HalfFormat>>(output.Device, from, bias, to);
    }

    /// <summary>output ← output + operation(left, right), the operation's result rounded to the element type before it is added.</summary>
    public static void ZipThenAdd<T, TOperation>(
        string leftName, DeviceMatrix<T> left, string rightName, DeviceMatrix<T> right, string outputName, DeviceMatrix<T> output)
        where T : unmanaged
        where TOperation : struct, IZipOperation
    {
        if (typeof(T) == typeof(BFloat16))
            Ternary<T, ThenAdd<TOperation, BFloat16Format>>(leftName, left, rightName, right, outputName, output, outputName, output);
        else
            Ternary<T, ThenAdd<TOperation, HalfFormat>>(leftName, left, rightName, right, outputName, output, outputName, output);
    }

    /// <summary>
    /// The two results of the double backward pass, the one with respect to S first, since the other may lie over what it reads; hence both
    /// run on the other's stream.
    /// </summary>
    public static void DoubleBackward<T>(
        string sName, DeviceMatrix<T> s,
        string dyName, DeviceMatrix<T> dy,
        string gradientName, DeviceMatrix<T> gradient,
        string byGradientName, DeviceMatrix<T> byGradient,
        string byOutputName, DeviceMatrix<T> byOutput)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(s, sName);
        ArgumentNullException.ThrowIfNull(byGradient, byGradientName);
        ArgumentNullException.ThrowIfNull(byOutput, byOutputName);
        // All that can be wrong is found before the first of the two passes has changed anything.
        Check(sName, s, byGradientName, byGradient);
        Check(sName, s, byOutputName, byOutput);
        ArgumentNullException.ThrowIfNull(dy, dyName);
        ArgumentNullException.ThrowIfNull(gradient, gradientName);
        Check(sName, s, gradientName, gradient);
        MatrixSlice output = s.Slice, second = gradient.Slice, to = byGradient.Slice;
        Overlap.ThrowIfPartial(sName, output, byGradientName, to);
        Overlap.ThrowIfPartial(dyName, dy.Slice, byGradientName, to);
        Overlap.ThrowIfPartial(gradientName, second, byGradientName, to);
        Overlap.ThrowIfAny(sName, output, byOutputName, byOutput.Slice);
        Overlap.ThrowIfAny(gradientName, second, byOutputName, byOutput.Slice);
        Overlap.ThrowIfAny(byGradientName, to, byOutputName, byOutput.Slice);
        MatrixSlice first = byOutput.Slice with { Stream = to.Stream };
        Check(sName, s, dyName, dy);
        Overlap.ThrowIfPartial(dyName, dy.Slice, byOutputName, first);
        if (to.Length == 0)
            return;
        RunTernary<T, OutputSecondGradient>(s.Device, output, dy.Slice, second, first);
        RunZip<T, Backward>(s.Device, output, second, to);
    }

    /// <summary>first ← firstOperation(left, right) and second ← secondOperation(left, right).</summary>
    public static void ZipPair<T, TFirst, TSecond>(
        string leftName, DeviceMatrix<T> left,
        string rightName, DeviceMatrix<T> right,
        string firstName, DeviceMatrix<T> first,
        string secondName, DeviceMatrix<T> second)
        where T : unmanaged
        where TFirst : struct, IZipOperation
        where TSecond : struct, IZipOperation
    {
        ArgumentNullException.ThrowIfNull(left, leftName);
        ArgumentNullException.ThrowIfNull(right, rightName);
        ArgumentNullException.ThrowIfNull(first, firstName);
        ArgumentNullException.ThrowIfNull(second, secondName);
        Check(leftName, left, rightName, right);
        Check(leftName, left, firstName, first);
        Check(leftName, left, secondName, second);
        MatrixSlice from = left.Slice, with = right.Slice, one = first.Slice, two = second.Slice;
        Overlap.ThrowIfPartial(leftName, from, firstName, one);
        Overlap.ThrowIfPartial(rightName, with, firstName, one);
        Overlap.ThrowIfPartial(leftName, from, secondName, two);
        Overlap.ThrowIfPartial(rightName, with, secondName, two);
        Overlap.ThrowIfAny(firstName, one, secondName, two);
        if (one.Length == 0)
            return;
        SigmoidDevice device = first.Device;
        if (typeof(T) == typeof(float))
            device.ZipPair<Float32Element, uint, TFirst, TSecond>(from, with, one, two);
        else if (typeof(T) == typeof(double))
            device.ZipPair<Float64Element, ulong, TFirst, TSecond>(from, with, one, two);
        else if (typeof(T) == typeof(Half))
            device.ZipPair<NarrowElement<HalfFormat>, ushort, TFirst, TSecond>(from, with, one, two);
        else
            device.ZipPair<NarrowElement<BFloat16Format>, ushort, TFirst, TSecond>(from, with, one, two);
        SigmoidMetrics.CountLaunch(device);
    }

    /// <summary>output ← operation(left, right) with parameters.</summary>
    public static void Parametric<T, TOperation>(
        string leftName, DeviceMatrix<T> left,
        string rightName, DeviceMatrix<T> right,
        string outputName, DeviceMatrix<T> output,
        in Parameters parameters)
        where T : unmanaged
        where TOperation : struct, IParametricOperation
    {
        ArgumentNullException.ThrowIfNull(left, leftName);
        ArgumentNullException.ThrowIfNull(right, rightName);
        ArgumentNullException.ThrowIfNull(output, outputName);
        Check(leftName, left, rightName, right);
        Check(leftName, left, outputName, output);
        MatrixSlice first = left.Slice, second = right.Slice, to = output.Slice;
        Overlap.ThrowIfPartial(leftName, first, outputName, to);
        Overlap.ThrowIfPartial(rightName, second, outputName, to);
        if (to.Length == 0)
            return;
        SigmoidDevice device = output.Device;
        if (typeof(T) == typeof(float))
            device.Parametric<Float32Element, uint, TOperation>(first, second, to, parameters);
        else if (typeof(T) == typeof(double))
            device.Parametric<Float64Element, ulong, TOperation>(first, second, to, parameters);
        else if (typeof(T) == typeof(Half))
            device.Parametric<NarrowElement<HalfFormat>, ushort, TOperation>(first, second, to, parameters);
        else
            device.Parametric<NarrowElement<BFloat16Format>, ushort, TOperation>(first, second, to, parameters);
        SigmoidMetrics.CountLaunch(device);
    }

    private static void Ternary<T, TOperation>(
        string firstName, DeviceMatrix<T> first,
        string secondName, DeviceMatrix<T> second,
        string thirdName, DeviceMatrix<T> third,
        string outputName, DeviceMatrix<T> output)
        where T : unmanaged
        where TOperation : struct, ITernaryOperation
    {
        ArgumentNullException.ThrowIfNull(first, firstName);
        ArgumentNullException.ThrowIfNull(second, secondName);
        ArgumentNullException.ThrowIfNull(third, thirdName);
        ArgumentNullException.ThrowIfNull(output, outputName);
        Check(firstName, first, secondName, second);
        Check(firstName, first, thirdName, third);
        Check(firstName, first, outputName, output);
        MatrixSlice one = first.Slice, two = second.Slice, three = third.Slice, to = output.Slice;
        Overlap.ThrowIfPartial(firstName, one, outputName, to);
        Overlap.ThrowIfPartial(secondName, two, outputName, to);
        Overlap.ThrowIfPartial(thirdName, three, outputName, to);
        if (to.Length > 0)
            RunTernary<T, TOperation>(output.Device, one, two, three, to);
    }

    private static void RunTernary<T, TOperation>(
        SigmoidDevice device, in MatrixSlice one, in MatrixSlice two, in MatrixSlice three, in MatrixSlice to)
        where T : unmanaged
        where TOperation : struct, ITernaryOperation
    {
        if (typeof(T) == typeof(float))
            device.Ternary<Float32Element, uint, TOperation>(one, two, three, to);
        else if (typeof(T) == typeof(double))
            device.Ternary<Float64Element, ulong, TOperation>(one, two, three, to);
        else if (typeof(T) == typeof(Half))
            device.Ternary<NarrowElement<HalfFormat>, ushort, TOperation>(one, two, three, to);
        else
            device.Ternary<NarrowElement<BFloat16Format>, ushort, TOperation>(one, two, three, to);
        SigmoidMetrics.CountLaunch(device);
    }

    private static void CheckRow<T>(string rowName, DeviceMatrix<T> row, string matrixName, DeviceMatrix<T> matrix)
        where T : unmanaged
    {
        DeviceMismatchException.ThrowIfDifferent(matrixName, matrix.Device, rowName, row.Device);
        ShapeMismatchException.ThrowIfNotRow(rowName, row, matrixName, matrix);
    }
}
