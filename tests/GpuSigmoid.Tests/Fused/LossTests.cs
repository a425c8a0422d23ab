using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using GpuSigmoid.Tests.Operations;
using Xunit;

namespace GpuSigmoid.Tests.Fused;

/// <summary>Binary cross-entropy with logits and its gradient.</summary>
public abstract class LossTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    public static TheoryData<FloatFormat, bool> FormatsAndPlaces() =>
        [.. FloatFormat.All.SelectMany(format => (TheoryDataRow<FloatFormat, bool>[])[new(format, false), new(format, true)])];

    public static TheoryData<FloatFormat> Formats() => [.. FloatFormat.All];

    [Theory]
    [MemberData(nameof(FormatsAndPlaces))]
    public void EveryDeviceHasTheSameBits(FloatFormat format, bool inPlace)
    {
        foreach (MatrixShape shape in FusedArguments.Shapes)
        {
            // Of any kind, NaN and what is no probability among them.
            ulong[] inputs = FusedArguments.Inputs(format, shape.Elements, seed: 31), targets = FusedArguments.Outputs(format, shape.Elements, 32);
            (ulong[] loss, ulong[] gradient, ulong total) = FusedRunner.Of(format).ForwardLoss(Device, shape, inPlace, inputs, targets);
            (ulong[] otherLoss, ulong[] otherGradient, _) = FusedRunner.Of(format).ForwardLoss(ReferenceCpu, shape, false, inputs, targets);
            Assert.Equal(otherLoss, loss);
            Assert.Equal(otherGradient, gradient);
            Assert.Equal(OrderedSum.OfMatrix(loss, shape.Columns, format), total);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LossAndGradientKeepTheirBounds(FloatFormat format)
    {
        const int Count = 4000;
        ulong[] inputs = FusedArguments.Inputs(format, Count, seed: 33);
        ulong[] targets = Targets(format, Count);
        (ulong[] loss, ulong[] gradient, _) = FusedRunner.Of(format).ForwardLoss(Device, MatrixShape.Dense(1, Count), false, inputs, targets);
        // What the documentation of ForwardLoss says, and why is said there.
        (double lossBound, double gradientBound) = format == FloatFormat.Float64 ? (6, 0.5) : (0.502, 0.502);
        double worstLoss = 0, worstGradient = 0;
        for (int i = 0; i < Count; i++)
        {
            if (!format.IsFinite(inputs[i]))
                continue;
            double error = UnitInTheLastPlace.Distance(ExactCrossEntropy.Loss(inputs[i], targets[i], format), loss[i], format);
            worstLoss = Math.Max(worstLoss, error);
            Assert.True(error <= lossBound, $"{format}: x {inputs[i]:X}, t {targets[i]:X} has loss {loss[i]:X}, {error} ULP off");

            ExactNumber exact = ExactCrossEntropy.Gradient(inputs[i], targets[i], format);
            error = UnitInTheLastPlace.Distance(exact, gradient[i], format);
            double relative = Math.Abs((ExactNumber.Of(gradient[i], format) - exact).ToFloat64()) / Larger(format, inputs[i], targets[i]);
            Assert.True(
                error <= gradientBound || relative <= Math.ScaleB(1, -50),
                $"{format}: x {inputs[i]:X}, t {targets[i]:X} has gradient {gradient[i]:X}, {error} ULP off");
            worstGradient = Math.Max(worstGradient, error <= gradientBound ? error : relative / Math.ScaleB(1, -53));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{format}: loss {worstLoss:F4}, gradient {worstGradient:F4} ULP");
    }

    /// <summary>What the tails hold is not lost: S(x) has long been 1, and the gradient for t = 1 is −e^−x all the same.</summary>
    [Fact]
    public void TailsKeepTheirGradient()
    {
        using DeviceMatrix<float> x = Device.Upload(new float[,] { { 50, -50, 50, -50, float.PositiveInfinity, float.NegativeInfinity, 3e38f } });
        using DeviceMatrix<float> t = Device.Upload(new float[,] { { 1, 0, 0, 1, 0, 1, 0.5f } });
        Sigmoid.ForwardLoss(x, t, t, x);
        float[] loss = new float[7], gradient = new float[7];
        t.CopyTo(loss);
        x.CopyTo(gradient);
        float tail = (float)Math.Exp(-50);
        Assert.Equal([tail, tail, 50, 50, float.PositiveInfinity, float.PositiveInfinity, 1.5e38f], loss);
        Assert.Equal([-tail, tail, 1, -1, 1, -1, 0.5f], gradient);
    }

    /// <summary>Central differences of the loss: their own error is h²/6 of the third derivative, below 2^-24, and 2^-53 over h.</summary>
    [Fact]
    public void TheGradientIsTheSlopeOfTheLoss()
    {
        const double Step = 1.0 / 4096;
        double[] inputs = [-9, -2.5, -0.1, 0, 0.1, 1.5, 7], targets = [0, 0.25, 1, 0.5, 0, 0.75, 1];
        double[] above = Losses([.. inputs.Select(x => x + Step)], targets).Loss, below = Losses([.. inputs.Select(x => x - Step)], targets).Loss;
        double[] gradient = Losses(inputs, targets).Gradient;
        for (int i = 0; i < gradient.Length; i++)
            Assert.Equal((above[i] - below[i]) / (2 * Step), gradient[i], 1e-8);
    }

    /// <summary>The total is written last: it would take the place of what was computed, or of what is read.</summary>
    [Theory]
    [InlineData("input")]
    [InlineData("target")]
    [InlineData("loss")]
    [InlineData("inputGradient")]
    public void TheTotalSharesNoMemory(string other)
    {
        float[] values = [3, 1, 4, 1, 5];
        Dictionary<string, DeviceMatrix<float>> matrices = new(StringComparer.Ordinal);
        try
        {
            foreach (string name in (string[])["input", "target", "loss", "inputGradient"])
                matrices.Add(name, Device.Upload<float>(values, 1, values.Length));
            ArgumentException exception = Assert.Throws<ArgumentException>("totalLoss", () => Sigmoid.ForwardLoss(
                matrices["input"], matrices["target"], matrices["loss"], matrices["inputGradient"], matrices[other].View(0, 2, 1, 1)));
            Assert.Contains(other, exception.Message, StringComparison.Ordinal);
            foreach (DeviceMatrix<float> matrix in matrices.Values)
            {
                float[] after = new float[values.Length];
                matrix.CopyTo(after);
                Assert.Equal(values, after);
            }
        }
        finally
        {
            foreach (DeviceMatrix<float> matrix in matrices.Values)
                matrix.Dispose();
        }
    }

    private (double[] Loss, double[] Gradient) Losses(double[] inputs, double[] targets)
    {
        using DeviceMatrix<double> x = Device.Upload<double>(inputs, 1, inputs.Length), t = Device.Upload<double>(targets, 1, inputs.Length);
        Sigmoid.ForwardLoss(x, t, t, x);
        double[] loss = new double[inputs.Length], gradient = new double[inputs.Length];
        t.CopyTo(loss);
        x.CopyTo(gradient);
        return (loss, gradient);
    }

    // Of what is subtracted to give the gradient: S(−|x|), and the weight of what x says against.
    private static double Larger(FloatFormat format, ulong input, ulong target)
    {
        double x = format.ToFloat64(input), t = format.ToFloat64(target);
        return Math.Max(Math.Exp(-Math.Abs(x)) / (1 + Math.Exp(-Math.Abs(x))), x > 0 ? 1 - t : t);
    }

    // Probabilities, one in four of them 0 or 1.
    private static ulong[] Targets(FloatFormat format, int count)
    {
        Random random = new(34);
        return [.. Enumerable.Range(0, count).Select(_ =>
            ElementBits.Nearest(format, random.Next(4) == 0 ? random.Next(2) : random.NextDouble()))];
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuLossTests(TestDevices devices) : LossTests(devices, DeviceNames.Cpu)
{
    /// <summary>No such memory exists, nor would there be any for the sums: that is found before the first access to either.</summary>
    [Fact]
    public void WithoutMemoryForTheSumsNothingIsTouched()
    {
        const long Columns = 1L << 42;
        using DeviceMatrix<float> x = Nowhere(1), t = Nowhere(2), total = Device.Upload(new float[,] { { 7 } });
        Assert.Throws<OutOfDeviceMemoryException>(() => Sigmoid.ForwardLoss(x, t, t, x, total));
        float[] after = new float[1];
        total.CopyTo(after);
        Assert.Equal([7], after);

        DeviceMatrix<float> Nowhere(nint place) => Device.Wrap<float>(place << 45, 1, Columns);
    }
}

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorLossTests(TestDevices devices) : LossTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLLossTests(TestDevices devices) : LossTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaLossTests(TestDevices devices) : LossTests(devices, DeviceNames.Cuda);
