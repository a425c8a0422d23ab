using GpuSigmoid.Elements;
using GpuSigmoid.Memory;
using GpuSigmoid.Numerics;

namespace GpuSigmoid;

/// <summary>From checked matrices of an element type to the device's engine.</summary>
internal static partial class Launch
{
    public static void Map<T, TOperation>(string inputName, DeviceMatrix<T> input, string outputName, DeviceMatrix<T> output)
        where T : unmanaged
        where TOperation : struct, IMapOperation
    {
        ArgumentNullException.ThrowIfNull(input, inputName);
        ArgumentNullException.ThrowIfNull(output, outputName);
        Check(inputName, input, outputName, output);
        MatrixSlice from = input.Slice, to = output.Slice;
        Overlap.ThrowIfPartial(inputName, from, outputName, to);
        if (to.Length == 0)
            return;
        SigmoidDevice device = output.Device;
        if (typeof(T) == typeof(float))
            device.Map<Float32Element, uint, TOperation>(from, to);
        else if (typeof(T) == typeof(double))
            device.Map<Float64Element, ulong, TOperation>(from, to);
        else if (typeof(T) == typeof(Half))
            device.Map<NarrowElement<HalfFormat>, ushort, TOperation>(from, to);
        else
            device.Map<NarrowElement<BFloat16Format>, ushort, TOperation>(from, to);
        SigmoidMetrics.CountLaunch(device);
    }

    public static void Zip<T, TOperation>(
        string leftName, DeviceMatrix<T> left, string rightName, DeviceMatrix<T> right, string outputName, DeviceMatrix<T> output)
        where T : unmanaged
        where TOperation : struct, IZipOperation
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
        RunZip<T, TOperation>(output.Device, first, second, to);
    }

    private static void RunZip<T, TOperation>(
        SigmoidDevice device, in MatrixSlice left, in MatrixSlice right, in MatrixSlice output)
        where T : unmanaged
        where TOperation : struct, IZipOperation
    {
        if (typeof(T) == typeof(float))
            device.Zip<Float32Element, uint, TOperation>(left, right, output);
        else if (typeof(T) == typeof(double))
            device.Zip<Float64Element, ulong, TOperation>(left, right, output);
        else if (typeof(T) == typeof(Half))
            device.Zip<NarrowElement<HalfFormat>, ushort, TOperation>(left, right, output);
        else
            device.Zip<NarrowElement<BFloat16Format>, ushort, TOperation>(left, right, output);
        SigmoidMetrics.CountLaunch(device);
    }

    private static void Check<T>(string firstName, DeviceMatrix<T> first, string secondName, DeviceMatrix<T> second)
        where T : unmanaged
    {
        DeviceMismatchException.ThrowIfDifferent(firstName, first.Device, secondName, second.Device);
        ShapeMismatchException.ThrowIfDifferent(firstName, first, secondName, second);
    }
}
