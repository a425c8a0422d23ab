using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using GpuSigmoid.Tests.Operations;
using Xunit;

namespace GpuSigmoid.Tests.Fused;

/// <summary>The elementwise passes with a bias, an accumulated gradient or a second gradient.</summary>
public abstract class FusedTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    public static TheoryData<FloatFormat> Formats() => [.. FloatFormat.All];

    public static TheoryData<FloatFormat, bool> FormatsAndPlaces() =>
        [.. FloatFormat.All.SelectMany(format => (TheoryDataRow<FloatFormat, bool>[])[new(format, false), new(format, true)])];

    public static TheoryData<FloatFormat, SigmoidCache> FormatsAndCaches() =>
        [.. FloatFormat.All.SelectMany(format =>
            (TheoryDataRow<FloatFormat, SigmoidCache>[])[new(format, SigmoidCache.Output), new(format, SigmoidCache.Tail)])];

    [Theory]
    [MemberData(nameof(FormatsAndPlaces))]
    public void ForwardBiasIsForwardOfTheRoundedSum(FloatFormat format, bool inPlace) =>
        AssertForwardBias(format, SigmoidCache.Output, inPlace);

    [Theory]
    [MemberData(nameof(FormatsAndPlaces))]
    public void ForwardBiasTailIsTheTailOfTheRoundedSum(FloatFormat format, bool inPlace) =>
        AssertForwardBias(format, SigmoidCache.Tail, inPlace);

    private void AssertForwardBias(FloatFormat format, SigmoidCache cache, bool inPlace)
    {
        Operation operation = cache == SigmoidCache.Tail ? Operation.ForwardTail : Operation.Forward;
        Specification specification = Specification.Of(operation, format);
        foreach (MatrixShape shape in FusedArguments.Shapes)
        {
            ulong[] inputs = FusedArguments.Inputs(format, shape.Elements, seed: 11), bias = FusedArguments.Inputs(format, shape.Columns, 12);
            ulong[] sums = [.. inputs.Select((x, i) => ExactSum.Rounded(x, bias[i % shape.Columns], format))];
            ulong[] results = FusedRunner.Of(format).ForwardBias(Device, shape, cache, inPlace, inputs, bias);
            Assert.Equal(OperationRunner.Of(format).Run(ReferenceCpu, operation, sums, []), results);
            for (int i = 0; i < results.Length; i += 7)
                Verdict.AssertAccepts(specification, sums[i], 0, results[i], $"{shape}, element {i}, sum");
        }
    }

    [Theory]
    [MemberData(nameof(FormatsAndCaches))]
    public void OutputAndTailAreThoseOfTwoPasses(FloatFormat format, SigmoidCache inPlace)
    {
        FusedRunner runner = FusedRunner.Of(format);
        foreach (MatrixShape shape in FusedArguments.Shapes)
        {
            ulong[] inputs = FusedArguments.Inputs(format, shape.Elements, seed: 19), bias = FusedArguments.Inputs(format, shape.Columns, 20);
            ulong[] sums = [.. inputs.Select((x, i) => ExactSum.Rounded(x, bias[i % shape.Columns], format))];
            AssertOutputAndTail(format, inputs, runner.OutputAndTail(Device, shape, inPlace, inputs, null));
            AssertOutputAndTail(format, inputs, runner.OutputAndTail(Device, shape, null, inputs, null));
            AssertOutputAndTail(format, sums, runner.OutputAndTail(Device, shape, inPlace, inputs, bias));
            AssertOutputAndTail(format, sums, runner.OutputAndTail(Device, shape, null, inputs, bias));
        }
    }

    private void AssertOutputAndTail(FloatFormat format, ulong[] x, (ulong[] Output, ulong[] Tail) results)
    {
        OperationRunner runner = OperationRunner.Of(format);
        Assert.Equal(runner.Run(ReferenceCpu, Operation.Forward, x, []), results.Output);
        Assert.Equal(runner.Run(ReferenceCpu, Operation.ForwardTail, x, []), results.Tail);
        Specification output = Specification.Of(Operation.Forward, format), tail = Specification.Of(Operation.ForwardTail, format);
        for (int i = 0; i < x.Length; i += 7)
        {
            Verdict.AssertAccepts(output, x[i], 0, results.Output[i], $"element {i}");
            Verdict.AssertAccepts(tail, x[i], 0, results.Tail[i], $"element {i}");
        }
    }

    [Theory]
    [MemberData(nameof(FormatsAndCaches))]
    public void AnAddedGradientIsTheRoundedOneAddedAndRoundedOnce(FloatFormat format, SigmoidCache cache)
    {
        Operation operation = cache == SigmoidCache.Tail ? Operation.BackwardTail : Operation.Backward;
        foreach (MatrixShape shape in FusedArguments.Shapes)
        {
            ulong[] outputs = FusedArguments.Outputs(format, shape.Elements, seed: 13);
            ulong[] gradients = FusedArguments.Gradients(format, shape.Elements, seed: 14);
            ulong[] old = FusedArguments.Gradients(format, shape.Elements, seed: 15);
            ulong[] alone = OperationRunner.Of(format).Run(ReferenceCpu, operation, outputs, gradients);
            ulong[] expected = [.. alone.Select((dx, i) => ExactSum.Rounded(dx, old[i], format))];
            Assert.Equal(expected, FusedRunner.Of(format).BackwardAdd(Device, shape, cache, outputs, gradients, old));
        }
    }

    [Theory]
    [MemberData(nameof(FormatsAndPlaces))]
    public void DoubleBackwardGivesBothGradients(FloatFormat format, bool inPlace)
    {
        foreach (MatrixShape shape in FusedArguments.Shapes)
        {
            ulong[] outputs = FusedArguments.Outputs(format, shape.Elements, seed: 16);
            ulong[] gradients = FusedArguments.Gradients(format, shape.Elements, seed: 17);
            ulong[] second = FusedArguments.Gradients(format, shape.Elements, seed: 18);
            FusedRunner runner = FusedRunner.Of(format);
            (ulong[] byGradient, ulong[] byOutput) = runner.DoubleBackward(Device, shape, inPlace, outputs, gradients, second);
            Assert.Equal(OperationRunner.Of(format).Run(ReferenceCpu, Operation.Backward, outputs, second), byGradient);
            Assert.Equal(runner.DoubleBackward(ReferenceCpu, shape, inPlace, outputs, gradients, second).ByOutput, byOutput);
            for (int i = 0; i < byOutput.Length; i++)
            {
                Assert.True(
                    ExactSecondGradient.Accepts(outputs[i], gradients[i], second[i], byOutput[i], format),
                    $"{format}, {shape}: S {outputs[i]:X}, dy {gradients[i]:X}, g {second[i]:X} gives {byOutput[i]:X}, nearest " +
                    $"{ExactSecondGradient.Rounded(outputs[i], gradients[i], second[i], format):X}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void AddedSecondGradientsAreTheRoundedOnesAddedAndRoundedOnce(FloatFormat format)
    {
        FusedRunner runner = FusedRunner.Of(format);
        foreach (MatrixShape shape in FusedArguments.Shapes)
        {
            ulong[] outputs = FusedArguments.Outputs(format, shape.Elements, seed: 51);
            ulong[] gradients = FusedArguments.Gradients(format, shape.Elements, seed: 52);
            ulong[] second = FusedArguments.Gradients(format, shape.Elements, seed: 53);
            ulong[] old = FusedArguments.Gradients(format, shape.Elements, seed: 54), other = FusedArguments.Terms(format, shape.Elements, 55);
            (ulong[] byGradient, ulong[] byOutput) = runner.DoubleBackward(ReferenceCpu, shape, false, outputs, gradients, second);
            (ulong[] ByGradient, ulong[] ByOutput) added = (Added(format, byGradient, old), Added(format, byOutput, other));

            (ulong[] one, ulong[] two) = runner.DoubleBackwardAdd(Device, shape, outputs, gradients, second, old, other);
            Assert.Equal(added.ByGradient, one);
            Assert.Equal(added.ByOutput, two);

            (one, two) = runner.DoubleBackwardAdd(Device, shape, outputs, gradients, second, null, other);
            Assert.Equal(byGradient, one);
            Assert.Equal(added.ByOutput, two);
        }
    }

    internal static ulong[] Added(FloatFormat format, ulong[] results, ulong[] old) =>
        [.. results.Select((result, i) => ExactSum.Rounded(result, old[i], format))];

    /// <summary>
    /// Central differences of the backward pass itself, dx(S + h) − dx(S − h) over 2h: it is quadratic in S, so that only rounding is left,
    /// 2^-53 of values below 1 over h = 2^-10.
    /// </summary>
    [Fact]
    public void TheSecondGradientIsTheSlopeOfTheBackwardPass()
    {
        const double Step = 1.0 / 1024;
        double[] outputs = [0.125, 0.25, 0.5, 0.75, 0.9375], gradients = [1, -0.5, 0.75, 0.25, -1], second = [0.5, 1, 1, -0.25, 0.125];
        using DeviceMatrix<double> s = Upload(outputs), dy = Upload(gradients), g = Upload(second);
        using DeviceMatrix<double> above = Upload([.. outputs.Select(value => value + Step)]);
        using DeviceMatrix<double> below = Upload([.. outputs.Select(value => value - Step)]);
        Sigmoid.Backward(above, dy, above);
        Sigmoid.Backward(below, dy, below);
        using DeviceMatrix<double> byGradient = Upload(outputs), byOutput = Upload(outputs);
        Sigmoid.DoubleBackward(s, dy, g, byGradient, byOutput);
        double[] high = Download(above), low = Download(below), result = Download(byOutput);
        for (int i = 0; i < result.Length; i++)
            Assert.Equal(second[i] * (high[i] - low[i]) / (2 * Step), result[i], 1e-12);
    }

    private DeviceMatrix<double> Upload(double[] values) => Device.Upload<double>(values, 1, values.Length);

    private static double[] Download(DeviceMatrix<double> matrix)
    {
        double[] values = new double[matrix.Length];
        matrix.CopyTo(values);
        return values;
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuFusedTests(TestDevices devices) : FusedTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorFusedTests(TestDevices devices) : FusedTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLFusedTests(TestDevices devices) : FusedTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaFusedTests(TestDevices devices) : FusedTests(devices, DeviceNames.Cuda);
