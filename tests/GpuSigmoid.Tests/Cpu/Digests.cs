using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
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
        return [.. Specification.All.Select(specification => $"{specification}: {DigestOf(device, specification)}")];
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
}
