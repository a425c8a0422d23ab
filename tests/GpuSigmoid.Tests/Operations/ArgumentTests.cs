using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Operations;

/// <summary>Every operation on every element type, for the arguments at which implementations go wrong and for random ones.</summary>
public abstract class ArgumentTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    public static TheoryData<Specification> Specifications() => [.. Specification.All];

    public static TheoryData<FloatFormat> Formats() => [.. FloatFormat.All];

    [Theory]
    [MemberData(nameof(Specifications))]
    public void SpecialArgumentsKeepTheBound(Specification specification)
    {
        IReadOnlyList<(ulong Input, ulong OutputGradient)> arguments = specification.SpecialArguments();
        AssertKeepsTheBound(
            specification, [.. arguments.Select(argument => argument.Input)], [.. arguments.Select(argument => argument.OutputGradient)]);
    }

    [Theory]
    [MemberData(nameof(Specifications))]
    public void RandomArgumentsKeepTheBound(Specification specification)
    {
        (ulong[] inputs, ulong[] gradients) = RandomArguments.Draw(specification, 100_000, seed: 3);
        AssertKeepsTheBound(specification, inputs, gradients);
    }

    /// <summary>Large enough for every thread and every tile; arguments of no simple period, so that no two tiles are alike.</summary>
    [Theory]
    [MemberData(nameof(Specifications))]
    public void ResultsHaveTheBitsOfTheReferenceCpu(Specification specification)
    {
        (ulong[] inputs, ulong[] gradients) = RandomArguments.Draw(specification, (1 << 18) + 7, seed: 4);
        OperationRunner runner = OperationRunner.Of(specification.ElementType);
        ulong[] expected = runner.Run(ReferenceCpu, specification.Operation, inputs, gradients);
        ulong[] actual = runner.Run(Device, specification.Operation, inputs, gradients);
        int first = expected.AsSpan().CommonPrefixLength(actual);
        if (first < expected.Length)
        {
            Assert.Fail($"{specification}, element {first}, {inputs[first]:X}, {gradients[first]:X}: " +
                $"{actual[first]:X}, on cpu {expected[first]:X}");
        }
    }

    /// <summary>dx = S · S · (1 − S): the two inputs of the backward pass may be one.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void TheOutputMayBeItsOwnGradient(FloatFormat elementType)
    {
        Specification specification = Specification.Of(Operation.Backward, elementType);
        (ulong[] inputs, _) = RandomArguments.Draw(specification, 5_000, seed: 5);
        ulong[] results = OperationRunner.Of(elementType).BackwardOfItself(Device, inputs);
        for (int i = 0; i < results.Length; i++)
            Verdict.AssertAccepts(specification, inputs[i], inputs[i], results[i], "S given twice");
    }

    private void AssertKeepsTheBound(Specification specification, ulong[] inputs, ulong[] gradients)
    {
        ulong[] results = OperationRunner.Of(specification.ElementType).Run(Device, specification.Operation, inputs, gradients);
        for (int i = 0; i < results.Length; i++)
            Verdict.AssertAccepts(specification, inputs[i], gradients[i], results[i], $"element {i}");
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuArgumentTests(TestDevices devices) : ArgumentTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorArgumentTests(TestDevices devices) : ArgumentTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLArgumentTests(TestDevices devices) : ArgumentTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaArgumentTests(TestDevices devices) : ArgumentTests(devices, DeviceNames.Cuda);
