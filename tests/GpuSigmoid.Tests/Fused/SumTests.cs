using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using GpuSigmoid.Tests.Operations;
using Xunit;

namespace GpuSigmoid.Tests.Fused;

/// <summary>Sums over rows, alone and with the backward pass: to the bit what the specified order gives.</summary>
public abstract class SumTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    public static TheoryData<FloatFormat> Formats() => [.. FloatFormat.All];

    [Theory]
    [MemberData(nameof(Formats))]
    public void ColumnSumsHaveTheSpecifiedOrder(FloatFormat format)
    {
        foreach (MatrixShape shape in FusedArguments.Shapes)
        {
            ulong[] values = FusedArguments.Terms(format, shape.Elements, seed: 21), old = FusedArguments.Terms(format, shape.Columns, 22);
            Assert.Equal(Sums(format, shape, values, null), FusedRunner.Of(format).ColumnSums(Device, shape, values, null));
            Assert.Equal(Sums(format, shape, values, old), FusedRunner.Of(format).ColumnSums(Device, shape, values, old));
        }
    }

    /// <summary>
    /// 258 blocks of 256 rows, the last of one row: a second level of two blocks, of 256 and of 2. In float64, where another order gives
    /// other bits.
    /// </summary>
    [Fact]
    public void SumsOfManyRowsHaveThreeLevels()
    {
        MatrixShape shape = MatrixShape.Dense(257 * 256 + 1, 3);
        ulong[] values = FusedArguments.Terms(FloatFormat.Float64, shape.Elements, seed: 23);
        ulong[] expected = Sums(FloatFormat.Float64, shape, values, null);
        Assert.Equal(expected, FusedRunner.Of(FloatFormat.Float64).ColumnSums(Device, shape, values, null));
    }

    /// <summary>Infinities, NaN and sums beyond the largest number come out as they should.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void SumsOfSpecialNumbersAreThoseOfTheReference(FloatFormat format)
    {
        MatrixShape shape = MatrixShape.Dense(2, 2000);
        ulong[] values = FusedArguments.Gradients(format, shape.Elements, seed: 24);
        Assert.Equal(Sums(format, shape, values, null), FusedRunner.Of(format).ColumnSums(Device, shape, values, null));
    }

    [Theory]
    [MemberData(nameof(FusedTests.FormatsAndCaches), MemberType = typeof(FusedTests))]
    public void BackwardBiasIsBackwardAndItsColumnSums(FloatFormat format, SigmoidCache cache)
    {
        Operation operation = cache == SigmoidCache.Tail ? Operation.BackwardTail : Operation.Backward;
        foreach (MatrixShape shape in FusedArguments.Shapes)
        {
            ulong[] outputs = FusedArguments.Terms(format, shape.Elements, seed: 25), gradients = FusedArguments.Terms(format, shape.Elements, 26);
            ulong[] oldInput = FusedArguments.Terms(format, shape.Elements, seed: 27), oldBias = FusedArguments.Terms(format, shape.Columns, 28);
            ulong[] dx = OperationRunner.Of(format).Run(ReferenceCpu, operation, outputs, gradients);
            ulong[] added = [.. dx.Select((value, i) => ExactSum.Rounded(value, oldInput[i], format))];
            FusedRunner runner = FusedRunner.Of(format);

            (ulong[] inputGradient, ulong[] biasGradient) = runner.BackwardBias(Device, shape, cache, outputs, gradients, null, oldBias);
            Assert.Equal(dx, inputGradient);
            Assert.Equal(Sums(format, shape, dx, oldBias), biasGradient);

            (inputGradient, biasGradient) = runner.BackwardBias(Device, shape, cache, outputs, gradients, oldInput, null);
            Assert.Equal(added, inputGradient);
            Assert.Equal(Sums(format, shape, dx, null), biasGradient);
        }
    }

    /// <summary>The sums of blocks lie in memory that all calls on a device share.</summary>
    [Fact]
    public void SeveralThreadsGetTheirOwnSums()
    {
        SigmoidDevice device = Device;
        Exception?[] failures = new Exception?[3];
        Thread[] threads = [.. Enumerable.Range(0, failures.Length).Select(i => new Thread(() => failures[i] = Record.Exception(() =>
        {
            MatrixShape shape = MatrixShape.Dense(600 + 300 * i, 40 + i);
            ulong[] values = FusedArguments.Terms(FloatFormat.Float32, shape.Elements, seed: i);
            ulong[] expected = Sums(FloatFormat.Float32, shape, values, null);
            for (int round = 0; round < 20; round++)
                Assert.Equal(expected, FusedRunner.Of(FloatFormat.Float32).ColumnSums(device, shape, values, null));
        })))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.All(failures, failure => Assert.True(failure is null, failure?.ToString()));
    }

    /// <summary>A stream has memory of its own for the sums, and gives it back.</summary>
    [Fact]
    public void ASumRunsOnItsStream()
    {
        MatrixShape shape = MatrixShape.Dense(700, 50);
        ulong[] values = FusedArguments.Terms(FloatFormat.Float32, shape.Elements, seed: 29);
        long held = Device.BytesHeld;
        using (SigmoidStream stream = Device.CreateStream())
        using (DeviceMatrix<float> s = Device.Upload<float>(ElementBits.ToElements<float>(values), shape.Rows, shape.Columns))
        using (DeviceMatrix<float> db = Device.Allocate<float>(1, shape.Columns))
        {
            Sigmoid.ColumnSums(s, db.On(stream));
            stream.Synchronize();
            float[] sums = new float[shape.Columns];
            db.CopyTo(sums);
            Assert.Equal(Sums(FloatFormat.Float32, shape, values, null), ElementBits.ToBits<float>(sums));
            Sigmoid.BackwardBias(s, s, s.On(stream), db);
            stream.Synchronize();
            s.CopyTo(new float[shape.Elements]);
        }
        Assert.Equal(held, Device.BytesHeld);
    }

    /// <summary>What a step may allocate on the managed heap.</summary>
    protected virtual long AllocatedBytesPerStep => 0;

    [Fact]
    public void ASteadyStepAllocatesNothing()
    {
        using DeviceMatrix<float> x = Device.Upload(new float[1000, 30]), dy = Device.Upload(new float[1000, 30]);
        using DeviceMatrix<float> b = Device.Upload(new float[1, 30]), db = Device.Upload(new float[1, 30]);
        Steps(x, b, dy, db);
        long held = Device.BytesHeld, before = GC.GetAllocatedBytesForCurrentThread();
        Steps(x, b, dy, db);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Device.Synchronize();
        Assert.Equal(held, Device.BytesHeld);
        Assert.InRange(allocated, 0, 20 * AllocatedBytesPerStep);
    }

    private static void Steps(DeviceMatrix<float> x, DeviceMatrix<float> b, DeviceMatrix<float> dy, DeviceMatrix<float> db)
    {
        for (int step = 0; step < 20; step++)
        {
            Sigmoid.ForwardBias(x, b, x);
            Sigmoid.BackwardBias(x, dy, dy, db, GradientUpdate.Add, GradientUpdate.Add);
        }
    }

    private static ulong[] Sums(FloatFormat format, MatrixShape shape, ulong[] values, ulong[]? old) =>
    [
        .. Enumerable.Range(0, shape.Columns).Select(column => OrderedSum.Of(
            Enumerable.Range(0, shape.Rows).Select(row => values[row * shape.Columns + column]), format, old?[column])),
    ];
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuSumTests(TestDevices devices) : SumTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorSumTests(TestDevices devices) : SumTests(devices, DeviceNames.CpuSimulator)
{
    /// <summary>ILGPU's CPU accelerator makes a task of each of a step's three launches, whatever the size.</summary>
    protected override long AllocatedBytesPerStep => 6 * 1024;
}

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLSumTests(TestDevices devices) : SumTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaSumTests(TestDevices devices) : SumTests(devices, DeviceNames.Cuda);
