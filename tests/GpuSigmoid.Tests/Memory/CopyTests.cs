using System.Buffers;
using System.Numerics.Tensors;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Memory;

/// <summary>Copies between the host's kinds of arrays and matrices and views, there and back.</summary>
public abstract class CopyTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    private static readonly float[,] Array3x4 = { { 0, 1, 2, 3 }, { 10, 11, 12, 13 }, { 20, 21, 22, 23 } };

    [Fact]
    public void SpansOfEveryElementType()
    {
        RoundTrip(1.5f, -0f, float.NaN, float.Epsilon);
        RoundTrip(1.5, -0.0, double.NaN, double.Epsilon);
        RoundTrip((Half)1.5f, Half.NegativeZero, Half.NaN, Half.Epsilon);
        RoundTrip((BFloat16)1.5f, (BFloat16)(-0f), (BFloat16)float.NaN, BFloat16.FromBits(1));
    }

    [Fact]
    public void AnArrayIsTakenAsItIsShaped()
    {
        using DeviceMatrix<float> matrix = Device.Upload(Array3x4);
        Assert.Equal((3, 4, 4), (matrix.Rows, matrix.Columns, matrix.LeadingDimension));
        float[,] back = new float[3, 4];
        matrix.CopyTo(back);
        Assert.Equal(Array3x4, back);
        Assert.Equal([0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23], Contents(matrix));
    }

    [Fact]
    public void AnArrayFillsAView()
    {
        using DeviceMatrix<float> matrix = Device.Upload(new float[2, 4]);
        DeviceMatrix<float> view = matrix.View(0, 1, 2, 2);
        view.CopyFrom(new float[,] { { 1, 2 }, { 3, 4 } });
        Assert.Equal([0, 1, 2, 0, 0, 3, 4, 0], Contents(matrix));
        float[,] back = new float[2, 2];
        view.CopyTo(back);
        Assert.Equal(new float[,] { { 1, 2 }, { 3, 4 } }, back);
    }

    [Fact]
    public void ASpanIsCopiedIntoAViewRowByRow()
    {
        using DeviceMatrix<float> matrix = Device.Upload(Array3x4);
        DeviceMatrix<float> view = matrix.View(1, 1, 2, 2);
        Assert.Equal([11, 12, 21, 22], Contents(view));
        view.CopyFrom([1, 2, 3, 4]);
        Assert.Equal([0, 1, 2, 3, 10, 1, 2, 13, 20, 3, 4, 23], Contents(matrix));
    }

    [Fact]
    public void ViewsOfViewsAndRowRangesAreOfTheSameMemory()
    {
        using DeviceMatrix<float> matrix = Device.Upload(Array3x4);
        DeviceMatrix<float> inner = matrix.View(0, 1, 3, 3).View(1, 1, 2, 2);
        Assert.Equal([12, 13, 22, 23], Contents(inner));
        Assert.Equal([20, 21, 22, 23], Contents(matrix.RowRange(2, 1)));
        Assert.Equal([22, 23], Contents(inner.RowRange(1, 1)));
        Assert.Equal(4, inner.LeadingDimension);
        Assert.False(inner.IsContiguous);
        Assert.True(inner.RowRange(1, 1).IsContiguous);
        Assert.True(matrix.RowRange(1, 2).IsContiguous);
        inner.CopyFrom([-1, -2, -3, -4]);
        Assert.Equal([0, 1, 2, 3, 10, 11, -1, -2, 20, 21, -3, -4], Contents(matrix));
    }

    [Fact]
    public void DisposingOfAViewDoesNothing()
    {
        using DeviceMatrix<float> matrix = Device.Upload(Array3x4);
        matrix.RowRange(0, 3).Dispose();
        Assert.Equal(12, Contents(matrix).Length);
    }

    [Fact]
    public void DenseTensors()
    {
        using DeviceMatrix<float> matrix = Device.Allocate<float>(3, 4);
        matrix.CopyFrom(new ReadOnlyTensorSpan<float>(Array3x4));
        Assert.Equal(Array3x4.Cast<float>(), Contents(matrix));
        float[,] back = new float[3, 4];
        matrix.CopyTo(new TensorSpan<float>(back));
        Assert.Equal(Array3x4, back);
    }

    [Fact]
    public void TensorsOfRankOneAreARow()
    {
        using DeviceMatrix<float> row = Device.Allocate<float>(1, 3);
        row.CopyFrom(new ReadOnlyTensorSpan<float>([1, 2, 3]));
        Assert.Equal([1, 2, 3], Contents(row));
        float[] back = new float[3];
        row.CopyTo(new TensorSpan<float>(back));
        Assert.Equal([1, 2, 3], back);
    }

    [Fact]
    public void StridedTensors()
    {
        float[] host = [.. Enumerable.Range(0, 24).Select(i => (float)i)];
        using DeviceMatrix<float> matrix = Device.Allocate<float>(2, 3);
        // Rows 10 apart, columns 3 apart.
        matrix.CopyFrom(new ReadOnlyTensorSpan<float>(host, [2, 3], [10, 3]));
        Assert.Equal([0, 3, 6, 10, 13, 16], Contents(matrix));
        float[] target = new float[24];
        matrix.CopyTo(new TensorSpan<float>(target, [2, 3], [10, 3]));
        float[] expected = new float[24];
        foreach (int i in (int[])[0, 3, 6, 10, 13, 16])
            expected[i] = i;
        Assert.Equal(expected, target);
    }

    [Fact]
    public void StridedTensorsOfRankOne()
    {
        using DeviceMatrix<float> row = Device.Allocate<float>(1, 3);
        row.CopyFrom(new ReadOnlyTensorSpan<float>([1, 0, 2, 0, 3], [3], [2]));
        Assert.Equal([1, 2, 3], Contents(row));
        float[] target = new float[5];
        row.CopyTo(new TensorSpan<float>(target, [3], [2]));
        Assert.Equal([1, 0, 2, 0, 3], target);
    }

    [Fact]
    public void APartOfATensorFillsAViewAndBack()
    {
        using DeviceMatrix<float> matrix = Device.Upload(new float[3, 3]);
        DeviceMatrix<float> view = matrix.View(1, 0, 2, 2);
        view.CopyFrom(new ReadOnlyTensorSpan<float>(Array3x4).Slice([new NRange(1, 3), new NRange(2, 4)]));
        Assert.Equal([0, 0, 0, 12, 13, 0, 22, 23, 0], Contents(matrix));
        float[,] back = new float[3, 4];
        view.CopyTo(new TensorSpan<float>(back).Slice([new NRange(0, 2), new NRange(1, 3)]));
        Assert.Equal(new float[,] { { 0, 12, 13, 0 }, { 0, 22, 23, 0 }, { 0, 0, 0, 0 } }, back);
    }

    [Fact]
    public void NothingIsCopiedOfEmptyMatrices()
    {
        using DeviceMatrix<float> matrix = Device.Allocate<float>(0, 5);
        matrix.CopyFrom(ReadOnlySpan<float>.Empty);
        matrix.CopyTo(new float[0, 5]);
        using DeviceMatrix<float> other = Device.Upload(new float[5, 0]);
        Assert.Equal((5, 0, 0), (other.Rows, other.Columns, other.Length));
        Assert.Empty(Contents(other));
    }

    /// <summary>Young arrays move whenever the collector runs: a copy must pin them.</summary>
    [Fact]
    public void ACollectionInTheMiddleOfACopyHarmsNothing()
    {
        using DeviceMatrix<float> matrix = Device.Allocate<float>(1, 20_000);
        using CancellationTokenSource stop = new();
        Thread collector = new(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0, GCCollectionMode.Forced, blocking: true, compacting: true);
                Thread.SpinWait(2_000); // without a pause the other thread would hardly run
            }
        });
        collector.Start();
        long start = Environment.TickCount64;
        try
        {
            // A busy machine does fewer rounds.
            for (int round = 0; round < 1_000 && Environment.TickCount64 - start < 2_000; round++)
            {
                GC.KeepAlive(new byte[10_000]); // a hole for the next arrays to move into
                float[] values = new float[matrix.Length], back = new float[matrix.Length];
                Array.Fill(values, round);
                matrix.CopyFrom(values);
                matrix.CopyTo(back);
                Assert.True(values.AsSpan().SequenceEqual(back), $"round {round}: the copy is another");
            }
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
    }

    private static float[] Contents(DeviceMatrix<float> matrix)
    {
        float[] values = new float[matrix.Length];
        matrix.CopyTo(values);
        return values;
    }

    private void RoundTrip<T>(params T[] values)
        where T : unmanaged
    {
        using DeviceMatrix<T> matrix = Device.Upload<T>(values, 2, values.Length / 2);
        T[] back = new T[values.Length];
        matrix.CopyTo(back);
        Assert.Equal(values, back);
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuCopyTests(TestDevices devices) : CopyTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorCopyTests(TestDevices devices) : CopyTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLCopyTests(TestDevices devices) : CopyTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaCopyTests(TestDevices devices) : CopyTests(devices, DeviceNames.Cuda);
