using System.Reflection;
using GpuSigmoid.Cli;
using GpuSigmoid.Cli.Training;
using GpuSigmoid.Tests.Cli;
using GpuSigmoid.Tests.Devices;
using GpuSigmoid.Training;
using ILGPU.Runtime.Cuda;
using Xunit;

namespace GpuSigmoid.Tests.Training;

/// <summary>Where cuBLAS cannot be, that is said before anything is trained.</summary>
public abstract class NoCublasTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    [Fact]
    public void TheDeviceIsNamedAndACudaDeviceAskedFor()
    {
        long held = Device.BytesHeld;
        string message = Assert.Throws<BadInputException>(() => CublasProduct.On(Device)).Message;
        Assert.StartsWith($"--fast-matmul: found device '{DeviceName}', wanted a CUDA device", message, StringComparison.Ordinal);
        Assert.Equal(held, Device.BytesHeld);
    }

    [Fact]
    public async Task TheCommandRefusesIt() => (await CommandResult.OfAsync("train", "--device", Device.Name, "--fast-matmul"))
        .AssertFailed(2, $"--fast-matmul: found device '{DeviceName}', wanted a CUDA device");
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuNoCublasTests(TestDevices devices) : NoCublasTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorNoCublasTests(TestDevices devices) : NoCublasTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLNoCublasTests(TestDevices devices) : NoCublasTests(devices, DeviceNames.OpenCL);

/// <summary>The errors of a CUDA device's cuBLAS.</summary>
public sealed class CublasErrorTests
{
    /// <summary>By ILGPU's own search, which needs no device.</summary>
    [Fact]
    public void AMissingLibraryIsNamed()
    {
        Type cublas = typeof(CuBlas).Assembly.GetType("ILGPU.Runtime.Cuda.API.CuBlasAPI", throwOnError: true)!;
        MethodInfo search = cublas.GetMethod("Create", BindingFlags.Public | BindingFlags.Static)!;
        BadInputException? exception = Record.Exception(() => CublasProduct.Guarded(
            "cuda:0", () => search.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [null], null))) as BadInputException;
        Assert.SkipWhen(exception is null, "This machine has cuBLAS.");
        Assert.Contains("no cuBLAS that works on 'cuda:0', wanted libcublas.so.12, .11 or .10", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALibraryThatFailsIsNamedWithItsError()
    {
        string message = Assert.Throws<BadInputException>(() => CublasProduct.Guarded<CuBlas>(
            "cuda:1", () => throw new CuBlasException(CuBlasStatus.CUBLAS_STATUS_ALLOC_FAILED))).Message;
        Assert.Equal("--fast-matmul: cuBLAS cannot be used on 'cuda:1': CUBLAS_STATUS_ALLOC_FAILED", message);
    }
}

/// <summary>cuBLAS itself, where the machine has it.</summary>
[Collection(DeviceNames.Cuda)]
public sealed class CublasProductTests(TestDevices devices) : DeviceSuite(devices, DeviceNames.Cuda)
{
    [Fact]
    public void TheProductIsThePlainOne()
    {
        using CublasProduct cublas = Opened();
        Check<float>(cublas, (float)Math.ScaleB(1, -24), value => (float)value);
        Check<double>(cublas, Math.ScaleB(1, -53), value => value);
    }

    [Fact]
    public void ATrainingLearnsWithIt()
    {
        using CublasProduct cublas = Opened();
        TrainingOptions options = new() { Layers = [64, 32, 10], Epochs = 2, Batch = 16, Rate = 1, Seed = 1 };
        TrainingData data = TrainingData.Load(TrainingData.DigitsName);
        using Trainer<float, Float32Elements> trainer = new(Device, data, options, cublas);
        double[] losses = [trainer.RunEpoch(CancellationToken.None), trainer.RunEpoch(CancellationToken.None)];
        Assert.True(losses[1] < losses[0]);
    }

    private CublasProduct Opened()
    {
        try
        {
            return CublasProduct.On(Device);
        }
        catch (BadInputException exception)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }

    private void Check<T>(CublasProduct cublas, double unit, Func<double, T> round)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        const int Rows = 33, Columns = 17, Depth = 65;
        Random random = new(3);
        T[] Drawn(int length) => [.. Enumerable.Range(0, length).Select(_ => round(2 * random.NextDouble() - 1))];
        using DeviceMatrix<T> left = Device.Upload<T>(Drawn(Rows * Depth), Rows, Depth);
        using DeviceMatrix<T> leftTurned = Device.Upload<T>(Drawn(Rows * Depth), Depth, Rows);
        using DeviceMatrix<T> right = Device.Upload<T>(Drawn(Depth * Columns), Depth, Columns);
        using DeviceMatrix<T> rightTurned = Device.Upload<T>(Drawn(Depth * Columns), Columns, Depth);
        using DeviceMatrix<T> product = Device.Allocate<T>(Rows, Columns), expected = Device.Allocate<T>(Rows, Columns);
        foreach (Action<MatrixProduct, DeviceMatrix<T>> multiply in (Action<MatrixProduct, DeviceMatrix<T>>[])
        [
            (by, to) => by.Multiply(left, right, to),
            (by, to) => by.MultiplyByTransposed(left, rightTurned, to),
            (by, to) => by.MultiplyTransposed(leftTurned, right, to),
        ])
        {
            using SigmoidStream stream = Device.CreateStream();
            Device.Synchronize();
            multiply(cublas, product.On(stream));
            stream.Synchronize();
            multiply(MatrixProduct.Plain, expected);
            T[] found = new T[product.Length], wanted = new T[product.Length];
            product.CopyTo(found);
            expected.CopyTo(wanted);
            // Either sum of 65 terms below 1 is off by at most 65 units of half a place in 65, whatever its order.
            double tolerance = 2 * Depth * Depth * unit;
            Assert.Equal(wanted, found, (one, other) => Math.Abs(double.CreateChecked(one - other)) <= tolerance);
        }
    }
}
