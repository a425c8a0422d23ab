using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using GpuSigmoid.Tests.Operations;
using Xunit;

namespace GpuSigmoid.Tests.Fused;

/// <summary>The general logistic function and its gradient.</summary>
public abstract class LogisticTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    // Rising, falling, below 0, far from 0, small and steep; none of their products is a short number.
    private static readonly LogisticCurve[] Curves =
        [new(2.5, 0.7, -1.25), new(1.1, -1.3, 0.3), new(-3, 2.1, 0.5), new(100, 0.01, 3), new(0.001, 40, 0.02)];

    public static TheoryData<FloatFormat> Formats() => [.. FloatFormat.All];

    [Theory]
    [MemberData(nameof(Formats))]
    public void ForwardKeepsItsBound(FloatFormat format)
    {
        const int Count = 1000;
        ulong[] inputs = FusedArguments.Inputs(format, Count, seed: 41);
        double worst = 0;
        foreach (LogisticCurve curve in Curves)
        {
            ulong[] results = FusedRunner.Of(format).ForwardLogistic(Device, MatrixShape.Dense(1, Count), false, curve, inputs);
            for (int i = 0; i < Count; i++)
            {
                if (!format.IsFinite(inputs[i]))
                    continue;
                ExactNumber exact = ExactLogistic.Forward(inputs[i], curve.Maximum, curve.Steepness, curve.Midpoint, format);
                double error = UnitInTheLastPlace.Distance(exact, results[i], format);
                worst = Math.Max(worst, error);
                Assert.True(
                    error <= (format == FloatFormat.Float64 ? 4 : 0.502), $"{format} {curve}: {inputs[i]:X} gives {results[i]:X}, {error} ULP");
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{format}: {worst:F4} ULP");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void BackwardKeepsItsBound(FloatFormat format)
    {
        const int Count = 1000;
        double worst = 0;
        foreach (LogisticCurve curve in Curves)
        {
            // Gradients of ordinary sizes: the bound holds where no product leaves float64's normal range.
            ulong[] inputs = FusedArguments.Inputs(format, Count, seed: 42), gradients = FusedArguments.Terms(format, Count, seed: 43);
            ulong[] outputs = FusedRunner.Of(format).ForwardLogistic(Device, MatrixShape.Dense(1, Count), false, curve, inputs);
            ulong[] results = FusedRunner.Of(format).BackwardLogistic(Device, MatrixShape.Dense(1, Count), curve, outputs, gradients);
            for (int i = 0; i < Count; i++)
            {
                if (!format.IsFinite(outputs[i]) || format.Magnitude(outputs[i]) < format.SmallestNormal)
                    continue;
                ExactNumber exact = ExactLogistic.Backward(outputs[i], gradients[i], curve.Maximum, curve.Steepness, format);
                double error = UnitInTheLastPlace.Distance(exact, results[i], format);
                worst = Math.Max(worst, error);
                Assert.True(
                    error <= (format == FloatFormat.Float64 ? 5 : 0.502),
                    $"{format} {curve}: y {outputs[i]:X}, dy {gradients[i]:X} gives {results[i]:X}, {error} ULP");
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{format}: {worst:F4} ULP");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void EveryDeviceHasTheSameBits(FloatFormat format)
    {
        LogisticCurve curve = Curves[0];
        FusedRunner runner = FusedRunner.Of(format);
        foreach (MatrixShape shape in FusedArguments.Shapes)
        {
            ulong[] inputs = FusedArguments.Inputs(format, shape.Elements, seed: 44), gradients = FusedArguments.Gradients(format, shape.Elements, 45);
            ulong[] outputs = runner.ForwardLogistic(Device, shape, inPlace: false, curve, inputs);
            Assert.Equal(runner.ForwardLogistic(ReferenceCpu, shape, inPlace: true, curve, inputs), outputs);
            Assert.Equal(
                runner.BackwardLogistic(ReferenceCpu, shape, curve, outputs, gradients),
                runner.BackwardLogistic(Device, shape, curve, outputs, gradients));
            ulong[] old = FusedArguments.Gradients(format, shape.Elements, 48);
            Assert.Equal(
                FusedTests.Added(format, runner.BackwardLogistic(ReferenceCpu, shape, curve, outputs, gradients), old),
                runner.BackwardLogisticAdd(Device, shape, curve, outputs, gradients, old));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void TheSigmoidsCurveIsTheSigmoid(FloatFormat format)
    {
        MatrixShape shape = MatrixShape.Dense(1, 5000);
        ulong[] inputs = FusedArguments.Inputs(format, shape.Elements, seed: 46), gradients = FusedArguments.Gradients(format, shape.Elements, 47);
        OperationRunner plain = OperationRunner.Of(format);
        ulong[] outputs = plain.Run(Device, Operation.Forward, inputs, []);
        Assert.Equal(outputs, FusedRunner.Of(format).ForwardLogistic(Device, shape, false, LogisticCurve.Sigmoid, inputs));
        Assert.Equal(
            plain.Run(Device, Operation.Backward, outputs, gradients),
            FusedRunner.Of(format).BackwardLogistic(Device, shape, LogisticCurve.Sigmoid, outputs, gradients));
        Assert.Equal(
            FusedRunner.Of(format).BackwardAdd(Device, shape, SigmoidCache.Output, outputs, gradients, inputs),
            FusedRunner.Of(format).BackwardLogisticAdd(Device, shape, LogisticCurve.Sigmoid, outputs, gradients, inputs));
    }

    /// <summary>Infinities reach the curve's ends, 0 and L; what is no number stays so.</summary>
    [Fact]
    public void EndsAreReached()
    {
        double[,] ends = { { double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e300, -1e300 } };
        using DeviceMatrix<double> x = Device.Upload(ends);
        Sigmoid.ForwardLogistic(x, new LogisticCurve(7, 2, 1), x);
        double[] values = new double[5];
        x.CopyTo(values);
        Assert.Equal([7, 0, double.NaN, 7, 0], values);
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuLogisticTests(TestDevices devices) : LogisticTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorLogisticTests(TestDevices devices) : LogisticTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLLogisticTests(TestDevices devices) : LogisticTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaLogisticTests(TestDevices devices) : LogisticTests(devices, DeviceNames.Cuda);
