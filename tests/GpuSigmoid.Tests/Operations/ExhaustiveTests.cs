using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Operations;

/// <summary>The 2-byte types have few enough values to try them all.</summary>
public abstract class ExhaustiveTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    private const int Values = 1 << 16;

    // Both signs of: nothing, subnormal and normal ends, what training has, ties of the product, beyond the largest number, no number.
    private static readonly double[] Gradients = [0, 1, -1, 0.1, -3, 1.0 / 3, 257, 1e-7, -1e-30, 1e4, double.Epsilon];

    public static TheoryData<FloatFormat> NarrowFormats() => [FloatFormat.Float16, FloatFormat.BFloat16];

    [Theory]
    [MemberData(nameof(NarrowFormats))]
    public void ForwardIsTheTable(FloatFormat elementType)
    {
        ushort[] table = elementType == FloatFormat.Float16 ? Truth.Float16Forward : Truth.BFloat16Forward;
        ulong[] results = Run(Operation.Forward, elementType, 0);
        for (int x = 0; x < Values; x++)
        {
            // The tables' NaN may carry a payload, the library's never does.
            ulong expected = elementType.IsNaN(table[x]) ? elementType.CanonicalNaN : table[x];
            Assert.True(expected == results[x], $"S({x:X4}) is {results[x]:X4}, {expected:X4} by the table");
        }
    }

    [Theory]
    [MemberData(nameof(NarrowFormats))]
    public void DerivativeIsRight(FloatFormat elementType)
    {
        Specification specification = Specification.Of(Operation.Derivative, elementType);
        ulong[] results = Run(Operation.Derivative, elementType, 0);
        for (int s = 0; s < Values; s++)
            Verdict.AssertAccepts(specification, (ulong)s, 0, results[s], "all values");
    }

    [Theory]
    [MemberData(nameof(NarrowFormats))]
    public void BackwardIsRightForEveryOutput(FloatFormat elementType)
    {
        Specification specification = Specification.Of(Operation.Backward, elementType);
        IEnumerable<ulong> finite = Gradients.Select(value => ElementBits.Nearest(elementType, value));
        ulong[] gradients =
        [
            .. finite, 1, elementType.SmallestNormal - 1, elementType.SmallestNormal, elementType.LargestFinite,
            elementType.SignBit | elementType.Infinity, elementType.SignBit | elementType.CanonicalNaN,
        ];
        foreach (ulong gradient in gradients)
        {
            ulong[] results = Run(Operation.Backward, elementType, gradient);
            for (int s = 0; s < Values; s++)
                Verdict.AssertAccepts(specification, (ulong)s, gradient, results[s], "all values");
        }
    }

    private ulong[] Run(Operation operation, FloatFormat elementType, ulong gradient)
    {
        ulong[] inputs = new ulong[Values], gradients = new ulong[Values];
        for (int bits = 0; bits < Values; bits++)
            (inputs[bits], gradients[bits]) = ((ulong)bits, gradient);
        return OperationRunner.Of(elementType).Run(Device, operation, inputs, gradients);
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuExhaustiveTests(TestDevices devices) : ExhaustiveTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorExhaustiveTests(TestDevices devices) : ExhaustiveTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLExhaustiveTests(TestDevices devices) : ExhaustiveTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaExhaustiveTests(TestDevices devices) : ExhaustiveTests(devices, DeviceNames.Cuda);
