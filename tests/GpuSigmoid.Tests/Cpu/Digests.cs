using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using GpuSigmoid.Tests.Fused;
using GpuSigmoid.Tests.Operations;

namespace GpuSigmoid.Tests.Cpu;

/// <summary>One SHA-256 for each operation and element type, of its results on <c>cpu</c>; and how wide the vectors are.</summary>
internal static class Digests
{
    /// <summary>The argument with which this program prints them.</summary>
    public const string Argument = "--digests";

    private const string WidthLabel = "vectors of bits: ";

    /// <summary>The bits of the widest vectors that this process uses.</summary>
    public static int Width =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128 : 0;

    public static void Print(TextWriter output)
    {
        output.WriteLine($"{WidthLabel}{Width}");
        foreach (string line in Compute())
            output.WriteLine(line);
    }

    /// <summary>What <see cref="Print"/> printed elsewhere.</summary>
    public static (int Width, string[] Lines) Parse(string printed)
    {
        string[] lines = printed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return (int.Parse(lines[0].AsSpan(WidthLabel.Length), provider: null), lines[1..]);
    }

    /// <summary>A line for each specification.</summary>
    public static string[] Compute()
    {
        using SigmoidDevice device = SigmoidDevice.Open(DeviceNames.Cpu);
        return
        [
            .. Specification.All.Select(specification => $"{specification}: {DigestOf(device, specification)}"),
            .. FloatFormat.All.Select(format => $"fused passes {format}: {DigestOf(device, format)}"),
        ];
    }

    private static string DigestOf(SigmoidDevice device, Specification specification)
    {
        IReadOnlyList<(ulong Input, ulong OutputGradient)> special = specification.SpecialArguments();
        (ulong[] inputs, ulong[] gradients) = RandomArguments.Draw(specification, 50_000, seed: 8);
        ulong[] results = OperationRunner.Of(specification.ElementType).Run(
            device, specification.Operation,
            [.. special.Select(argument => argument.Input), .. inputs],
            [.. special.Select(argument => argument.OutputGradient), .. gradients]);
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(results.AsSpan())));
    }

    // The other passes have sums and reciprocals of their own; odd columns, so that the ends of rows are among what is digested.
    private static string DigestOf(SigmoidDevice device, FloatFormat format)
    {
        MatrixShape shape = MatrixShape.Dense(300, 37);
        ulong[] x = FusedArguments.Inputs(format, shape.Elements, seed: 9), s = FusedArguments.Outputs(format, shape.Elements, seed: 10);
        ulong[] dy = FusedArguments.Terms(format, shape.Elements, seed: 11), row = FusedArguments.Terms(format, shape.Columns, seed: 12);
        LogisticCurve curve = new(2.5, 0.7, -1.25);
        FusedRunner runner = FusedRunner.Of(format);
        (ulong[] output, ulong[] tail) = runner.OutputAndTail(device, shape, inPlace: null, x, row);
        (ulong[] loss, ulong[] gradient, ulong total) = runner.ForwardLoss(device, shape, inPlace: false, x, dy);
        ulong[] results =
        [
            .. runner.ForwardBias(device, shape, SigmoidCache.Output, inPlace: false, x, row),
            .. runner.DoubleBackward(device, shape, inPlace: false, s, dy, x).ByOutput,
            .. runner.BackwardBias(device, shape, SigmoidCache.Output, s, dy, oldInput: x, oldBias: row).InputGradient,
            .. runner.BackwardBias(device, shape, SigmoidCache.Output, dy, dy, oldInput: null, oldBias: row).BiasGradient,
            .. output, .. tail, .. loss, .. gradient, total,
            .. runner.ForwardLogistic(device, shape, inPlace: false, curve, x),
            .. runner.BackwardLogistic(device, shape, curve, s, dy),
            .. runner.BackwardLogisticAdd(device, shape, curve, s, dy, x),
            .. runner.DoubleBackwardAdd(device, shape, s, dy, x, oldByGradient: x, oldByOutput: dy).ByOutput,
        ];
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(results.AsSpan())));
    }
}
