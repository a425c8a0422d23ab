using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Operations;

/// <summary>
/// The way from x over the cached tail to the gradient and back to S, held against the true values. All 2^32 float32 x are taken by the
/// command's verify --op tail, which the project's continuous integration runs.
/// </summary>
public abstract class TailTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    /// <summary>
    /// The product brings half a unit in the last place. The middle of half of c's rounding interval is off by a quarter of c's last place at
    /// most, which is half a unit of the product where that has the smaller last place; in float32 that leaves room for 2^-28 in the product,
    /// as <see cref="Numerics.TailMarkTests"/> shows. float64's c and product are off by another 0.01 and 0.002.
    /// </summary>
    private static double Bound(FloatFormat elementType) => elementType == FloatFormat.Float64 ? 1.022 : 1;

    public static TheoryData<FloatFormat> Formats() => [.. FloatFormat.All];

    public static TheoryData<FloatFormat> NarrowFormats() => [FloatFormat.Float16, FloatFormat.BFloat16];

    [Theory]
    [MemberData(nameof(NarrowFormats))]
    public void EveryTailIsRight(FloatFormat elementType) => AssertAccepted(Operation.ForwardTail, elementType, EveryNarrow);

    [Theory]
    [MemberData(nameof(NarrowFormats))]
    public void EveryOutputFromATailIsRight(FloatFormat elementType) =>
        AssertAccepted(Operation.OutputFromTail, elementType, [.. EveryNarrow.Where(bits => ExactTail.IsStored(bits, elementType))]);

    [Theory]
    [MemberData(nameof(NarrowFormats))]
    public void EveryGradientIsWithinTheBoundOfTheTrueOne(FloatFormat elementType) => AssertKeepsBound(elementType, EveryNarrow, dy: 1);

    [Theory]
    [MemberData(nameof(Formats))]
    public void GradientsAreWithinTheBoundOfTheTrueOnes(FloatFormat elementType)
    {
        // Up to where c is 0 in every format but float64, on both sides, and around 0.
        ulong[] inputs = [.. Enumerable.Range(-60_000, 120_001).Select(i => ElementBits.Nearest(elementType, i / 60_000.0 * 110 + 1e-9 * i))];
        AssertKeepsBound(elementType, [.. inputs, .. SpecialValues.Inputs(elementType)], dy: 1);
        // Where c is subnormal a larger dy makes its lost bits visible, hence normal c only: Half's end at 9.7.
        ulong[] normal = [.. inputs.Where(x => Math.Abs(elementType.ToFloat64(x)) < (elementType == FloatFormat.Float16 ? 9.7 : 87))];
        AssertKeepsBound(elementType, normal, dy: -1.0 / 3);
        AssertKeepsBound(elementType, normal, dy: 1.9375);
    }

    /// <summary>Where the plain cache has nothing left: S is 1.</summary>
    [Theory]
    [InlineData("float32", 17.5)]
    [InlineData("float64", 38)]
    [InlineData("float16", 8.5)]
    [InlineData("bfloat16", 6.5)]
    public void TheTailKeepsWhatTheOutputLoses(string elementType, double x)
    {
        FloatFormat format = FloatFormat.All.Single(candidate => candidate.Name == elementType);
        ulong[] input = [ElementBits.Nearest(format, x)], one = [ElementBits.Nearest(format, 1)];
        OperationRunner runner = OperationRunner.Of(format);
        ulong[] output = runner.Run(Device, Operation.Forward, input, one), tail = runner.Run(Device, Operation.ForwardTail, input, one);
        Assert.Equal(0UL, runner.Run(Device, Operation.Backward, output, one)[0]);
        ulong gradient = runner.Run(Device, Operation.BackwardTail, tail, one)[0];
        Assert.InRange(TrueGradient.ErrorInUlp(input[0], one[0], gradient, format), 0, Bound(format));
    }

    /// <summary>
    /// S recovered is S as the forward pass gives it, to the bit: the mark says on which side of a midpoint S is. In float64, where that is
    /// not correctly rounded either, it is within half a unit for the rounding and an eighth of one and a bit for where c's middle is.
    /// </summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void OutputsFromTailsAreForwards(FloatFormat elementType)
    {
        (ulong[] inputs, ulong[] none) = RandomArguments.Draw(Specification.Of(Operation.Forward, elementType), 20_000, seed: 11);
        OperationRunner runner = OperationRunner.Of(elementType);
        ulong[] outputs = runner.Run(Device, Operation.Forward, inputs, none);
        ulong[] tails = runner.Run(Device, Operation.ForwardTail, inputs, none);
        ulong[] recovered = runner.Run(Device, Operation.OutputFromTail, tails, none);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (elementType != FloatFormat.Float64 || elementType.IsNaN(inputs[i]) || elementType.IsNegative(inputs[i]))
                Assert.Equal(outputs[i], recovered[i]);
            else
                Assert.InRange(Oracle.ErrorInUlp(Operation.Forward, elementType, inputs[i], 0, recovered[i]), 0, 0.63);
        }
    }

    private static ulong[] EveryNarrow => [.. Enumerable.Range(0, 1 << 16).Select(bits => (ulong)bits)];

    private void AssertAccepted(Operation operation, FloatFormat elementType, ulong[] inputs)
    {
        Specification specification = Specification.Of(operation, elementType);
        ulong[] results = OperationRunner.Of(elementType).Run(Device, operation, inputs, new ulong[inputs.Length]);
        for (int i = 0; i < inputs.Length; i++)
            Verdict.AssertAccepts(specification, inputs[i], 0, results[i], "all values");
    }

    private void AssertKeepsBound(FloatFormat elementType, ulong[] inputs, double dy)
    {
        ulong gradient = ElementBits.Nearest(elementType, dy);
        ulong[] gradients = new ulong[inputs.Length];
        Array.Fill(gradients, gradient);
        OperationRunner runner = OperationRunner.Of(elementType);
        ulong[] tails = runner.Run(Device, Operation.ForwardTail, inputs, gradients);
        ulong[] results = runner.Run(Device, Operation.BackwardTail, tails, gradients);
        for (int i = 0; i < inputs.Length; i++)
        {
            double error = elementType.IsNaN(inputs[i])
                ? results[i] == elementType.CanonicalNaN ? 0 : double.PositiveInfinity
                : elementType.IsFinite(results[i])
                    ? TrueGradient.ErrorInUlp(inputs[i], gradient, results[i], elementType)
                    : double.PositiveInfinity;
            Assert.True(error <= Bound(elementType), $"dx of x = {inputs[i]:X}, dy = {dy} is {results[i]:X}: off by {error} ULP");
        }
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuTailTests(TestDevices devices) : TailTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorTailTests(TestDevices devices) : TailTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLTailTests(TestDevices devices) : TailTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaTailTests(TestDevices devices) : TailTests(devices, DeviceNames.Cuda);
