using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Fused;

/// <summary>Errors of the fused passes name both sides and change nothing.</summary>
public abstract class FusedErrorTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    [Fact]
    public void ABiasIsOneRowOfTheInputsColumns()
    {
        using DeviceMatrix<float> x = Device.Upload(new float[4, 7]), short_ = Device.Upload(new float[1, 6]), tall = Device.Upload(new float[2, 7]);
        AssertNames<ShapeMismatchException>(["4 x 7", "1 x 6", "1 x 7"], () => Sigmoid.ForwardBias(x, short_, x));
        AssertNames<ShapeMismatchException>(["4 x 7", "2 x 7", "1 x 7"], () => Sigmoid.ForwardBias(x, tall, x));
        AssertNames<ShapeMismatchException>(["4 x 7", "2 x 7", "1 x 7"], () => Sigmoid.ForwardBiasTail(x, tall, x));
        AssertUnchanged(x);
    }

    [Fact]
    public void AnOutputMustNotCoverTheBias()
    {
        using DeviceMatrix<float> x = Device.Upload(new float[4, 7]), y = Device.Upload(new float[4, 7]);
        for (int row = 0; row < 4; row++)
        {
            AssertNames<ArgumentException>(["output", "bias"], () => Sigmoid.ForwardBias(x, y.RowRange(row, 1), y));
            AssertNames<ArgumentException>(["tail", "bias"], () => Sigmoid.ForwardBiasTail(x, y.RowRange(row, 1), y));
        }
        AssertUnchanged(y);
    }

    [Fact]
    public void OtherShapesAndDevicesAreRefused()
    {
        using DeviceMatrix<float> a = Device.Upload(new float[2, 3]), b = Device.Upload(new float[3, 2]), c = Device.Upload(new float[2, 3]);
        using DeviceMatrix<float> elsewhere = ReferenceCpu.Upload(new float[2, 3]);
        AssertNames<ShapeMismatchException>(["2 x 3", "3 x 2"], () => Sigmoid.Backward(a, a, b, GradientUpdate.Add));
        AssertNames<ShapeMismatchException>(["2 x 3", "3 x 2"], () => Sigmoid.DoubleBackward(a, a, a, b, c));
        AssertNames<ShapeMismatchException>(["2 x 3", "3 x 2"], () => Sigmoid.DoubleBackward(a, b, a, a, c));
        Assert.Throws<DeviceMismatchException>(() => Sigmoid.Backward(a, elsewhere, c, GradientUpdate.Add));
        Assert.Throws<DeviceMismatchException>(() => Sigmoid.ForwardBias(a, elsewhere, c));
        AssertNames<ArgumentOutOfRangeException>(["update", "7", "Overwrite", "Add"], () => Sigmoid.Backward(a, a, c, (GradientUpdate)7));
        AssertNames<ShapeMismatchException>(["2 x 3", "3 x 2"], () => Sigmoid.BackwardTail(a, a, b, GradientUpdate.Add));
        AssertNames<ArgumentOutOfRangeException>(["update", "7", "Overwrite", "Add"], () => Sigmoid.BackwardTail(a, a, c, (GradientUpdate)7));
        AssertUnchanged(a);
    }

    [Fact]
    public void ASecondGradientMustNotCoverWhatIsStillRead()
    {
        using DeviceMatrix<float> s = Device.Upload(new float[2, 3]), dy = Device.Upload(new float[2, 3]);
        using DeviceMatrix<float> g = Device.Upload(new float[2, 3]), to = Device.Upload(new float[2, 3]);
        AssertNames<ArgumentException>(["outputSecondGradient", "output"], () => Sigmoid.DoubleBackward(s, dy, g, to, s));
        AssertNames<ArgumentException>(["outputSecondGradient", "inputGradientGradient"], () => Sigmoid.DoubleBackward(s, dy, g, to, g));
        AssertNames<ArgumentException>(["outputSecondGradient", "outputGradientGradient"], () => Sigmoid.DoubleBackward(s, dy, g, to, to));
        AssertNames<ArgumentOutOfRangeException>(
            ["outputGradientGradientUpdate", "7"], () => Sigmoid.DoubleBackward(s, dy, g, to, dy, (GradientUpdate)7));
        AssertNames<ArgumentOutOfRangeException>(
            ["outputSecondGradientUpdate", "7"],
            () => Sigmoid.DoubleBackward(s, dy, g, to, dy, outputSecondGradientUpdate: (GradientUpdate)7));
        AssertNames<ArgumentOutOfRangeException>(
            ["update", "7"], () => Sigmoid.BackwardLogistic(s, dy, new LogisticCurve(2, 1, 0), dy, (GradientUpdate)7));
        AssertNames<ArgumentOutOfRangeException>(
            ["update", "7"], () => Sigmoid.BackwardLogistic(s, dy, LogisticCurve.Sigmoid, dy, (GradientUpdate)7));
        AssertUnchanged(s);
        AssertUnchanged(dy);
        AssertUnchanged(g);
    }

    [Fact]
    public void OutputAndTailShareNoMemory()
    {
        using DeviceMatrix<float> x = Device.Upload(new float[4, 7]), y = Device.Upload(new float[4, 7]), b = Device.Upload(new float[1, 7]);
        using DeviceMatrix<float> tall = Device.Upload(new float[5, 7]), wrong = Device.Upload(new float[7, 4]);
        AssertNames<ArgumentException>(["output", "tail"], () => Sigmoid.ForwardTail(x, y, y));
        AssertNames<ArgumentException>(["output", "tail"], () => Sigmoid.ForwardTail(x, tall.RowRange(0, 4), tall.RowRange(1, 4)));
        AssertNames<ArgumentException>(["input", "tail"], () => Sigmoid.ForwardTail(tall.RowRange(0, 4), tall.RowRange(1, 4), y));
        AssertNames<ShapeMismatchException>(["4 x 7", "7 x 4"], () => Sigmoid.ForwardTail(x, wrong, y));
        AssertNames<ArgumentException>(["output", "tail"], () => Sigmoid.ForwardBiasTail(x, b, x, x));
        AssertNames<ArgumentException>(["bias", "tail"], () => Sigmoid.ForwardBiasTail(x, y.RowRange(1, 1), y, x));
        AssertNames<ArgumentException>(["bias", "output"], () => Sigmoid.ForwardBiasTail(x, y.RowRange(1, 1), x, y));
        AssertNames<ShapeMismatchException>(["4 x 7", "7 x 4"], () => Sigmoid.ForwardBiasTail(x, b, y, wrong));
        AssertUnchanged(x);
        AssertUnchanged(y);
        AssertUnchanged(tall);
    }

    [Fact]
    public void SumsAreOneRowThatSharesNoMemory()
    {
        using DeviceMatrix<float> s = Device.Upload(new float[4, 7]), dy = Device.Upload(new float[4, 7]), dx = Device.Upload(new float[4, 7]);
        using DeviceMatrix<float> wrong = Device.Upload(new float[1, 6]), elsewhere = ReferenceCpu.Upload(new float[1, 7]);
        AssertNames<ShapeMismatchException>(["4 x 7", "1 x 6", "1 x 7"], () => Sigmoid.BackwardBias(s, dy, dx, wrong));
        AssertNames<ShapeMismatchException>(["4 x 7", "1 x 6", "1 x 7"], () => Sigmoid.BackwardBiasTail(s, dy, dx, wrong));
        AssertNames<ShapeMismatchException>(["4 x 7", "1 x 6", "1 x 7"], () => Sigmoid.ColumnSums(s, wrong));
        Assert.Throws<DeviceMismatchException>(() => Sigmoid.ColumnSums(s, elsewhere));
        foreach ((DeviceMatrix<float> matrix, string name) in new[] { (s, "output"), (dy, "outputGradient"), (dx, "inputGradient") })
        {
            AssertNames<ArgumentException>(
                ["biasGradient", name == "output" ? "tail" : name],
                () => Sigmoid.BackwardBiasTail(s, dy, dx, matrix.RowRange(2, 1)));
            AssertNames<ArgumentException>(
                ["biasGradient", name], () => Sigmoid.BackwardBias(s, dy, dx, matrix.RowRange(2, 1)));
        }
        AssertNames<ArgumentException>(["sums", "input"], () => Sigmoid.ColumnSums(s, s.RowRange(3, 1)));
        AssertUnchanged(dx);
    }

    [Fact]
    public void LossesRefuseWhatTheyWouldSpoil()
    {
        using DeviceMatrix<float> x = Device.Upload(new float[2, 3]), t = Device.Upload(new float[2, 3]), loss = Device.Upload(new float[2, 3]);
        using DeviceMatrix<float> dx = Device.Upload(new float[2, 3]), wrong = Device.Upload(new float[3, 2]), one = Device.Upload(new float[1, 1]);
        AssertNames<ShapeMismatchException>(["2 x 3", "3 x 2"], () => Sigmoid.ForwardLoss(x, wrong, loss, dx));
        AssertNames<ShapeMismatchException>(["2 x 3", "3 x 2", "1 x 1"], () => Sigmoid.ForwardLoss(x, t, loss, dx, wrong));
        AssertNames<ArgumentException>(["inputGradient", "loss"], () => Sigmoid.ForwardLoss(x, t, loss, loss, one));
        AssertNames<ArgumentException>(["total", "input"], () => Sigmoid.Sum(one, one));
        AssertUnchanged(loss);
        AssertUnchanged(dx);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(double.NaN, 1, 0)]
    [InlineData(1e39, 1, 0)]
    [InlineData(1, double.PositiveInfinity, 0)]
    [InlineData(1, 1, double.NaN)]
    public void ACurveIsOfFiniteNumbers(double maximum, double steepness, double midpoint)
    {
        using DeviceMatrix<float> x = Device.Upload(new float[2, 3]);
        LogisticCurve curve = new(maximum, steepness, midpoint);
        AssertNames<ArgumentOutOfRangeException>([curve.ToString(), "finite"], () => Sigmoid.ForwardLogistic(x, curve, x));
        AssertNames<ArgumentOutOfRangeException>([curve.ToString(), "finite"], () => Sigmoid.BackwardLogistic(x, x, curve, x));
        AssertUnchanged(x);
    }

    private static void AssertNames<TException>(string[] names, Action action)
        where TException : Exception
    {
        TException exception = Assert.Throws<TException>(action);
        Assert.All(names, name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
    }

    private static void AssertUnchanged(DeviceMatrix<float> zeros)
    {
        float[] values = new float[zeros.Length];
        zeros.CopyTo(values);
        Assert.All(values, value => Assert.Equal(0, value));
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuFusedErrorTests(TestDevices devices) : FusedErrorTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorFusedErrorTests(TestDevices devices) : FusedErrorTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLFusedErrorTests(TestDevices devices) : FusedErrorTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaFusedErrorTests(TestDevices devices) : FusedErrorTests(devices, DeviceNames.Cuda);
