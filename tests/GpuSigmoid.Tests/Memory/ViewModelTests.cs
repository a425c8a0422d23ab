using CsCheck;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Memory;

/// <summary>Writes to views and reads from views at random, against an array that is handled element by element.</summary>
public abstract class ViewModelTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    private static readonly Gen<Step[]> Steps =
        Gen.Select(Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 999], Gen.Bool, Gen.Bool)
            .Select((row, column, rows, columns, nested, asArray) => new Step(row, column, rows, columns, nested, asArray))
            .Array[1, 8];

    [Fact]
    public void FloatViews() => Sample(i => (float)i);

    [Fact]
    public void DoubleViews() => Sample(i => (double)i);

    [Fact]
    public void HalfViews() => Sample(i => BitConverter.UInt16BitsToHalf((ushort)i));

    private void Sample<T>(Func<int, T> value)
        where T : unmanaged
    {
        SigmoidDevice device = Device;
        // On one thread, as the device's other tests are.
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Steps).Sample(
            (rows, columns, steps) => RunAgainstModel(device, rows, columns, steps, value), iter: 200, threads: 1);
    }

    private static void RunAgainstModel<T>(SigmoidDevice device, int rows, int columns, Step[] steps, Func<int, T> value)
        where T : unmanaged
    {
        int next = 1;
        T[,] model = new T[rows, columns];
        using DeviceMatrix<T> matrix = device.Upload(model);
        foreach (Step step in steps)
        {
            (int row, int column) = (step.Row % (rows + 1), step.Column % (columns + 1));
            (int height, int width) = (step.Rows % (rows - row + 1), step.Columns % (columns - column + 1));
            DeviceMatrix<T> view = step.Nested
                ? matrix.View(0, column, rows, columns - column).RowRange(row, rows - row).View(0, 0, height, width)
                : matrix.View(row, column, height, width);
            T[,] part = new T[height, width];
            for (int i = 0; i < height; i++)
            {
                for (int j = 0; j < width; j++)
                    part[i, j] = model[row + i, column + j] = value(next++);
            }
            if (step.AsArray)
                view.CopyFrom(part);
            else
                view.CopyFrom(part.Cast<T>().ToArray());
            T[] back = new T[height * width];
            view.CopyTo(back);
            Assert.Equal(part.Cast<T>(), back);
            T[,] whole = new T[rows, columns];
            matrix.CopyTo(whole);
            Assert.Equal(model, whole);
        }
    }

    private sealed record Step(int Row, int Column, int Rows, int Columns, bool Nested, bool AsArray);
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuViewModelTests(TestDevices devices) : ViewModelTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorViewModelTests(TestDevices devices) : ViewModelTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLViewModelTests(TestDevices devices) : ViewModelTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaViewModelTests(TestDevices devices) : ViewModelTests(devices, DeviceNames.Cuda);
