using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using GpuSigmoid.Numerics;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Numerics;

/// <summary>
/// The short way for vectors of 256 bits against the tables, on machines with wider ones too.
/// </summary>
public sealed class SigmoidAvx2Tests
{
    [Theory]
    [InlineData(0x3A9)] // The nearest that S comes to a midpoint is among these with a minus sign.
    [InlineData(0xBA9)]
    [InlineData(0xBE1)]
    [InlineData(0x3D2)]
    [InlineData(0x418)] // Up to and beyond where S is 1.
    [InlineData(0xC18)] // From what is within reach to what is not.
    [InlineData(0xC2B)]
    [InlineData(0x7F8)] // Infinity, then NaN.
    [InlineData(0xFF8)]
    public void ForwardHasTheTablesHash(int block)
    {
        Assert.SkipUnless(Avx2.IsSupported && Fma.IsSupported, "the processor has no vectors of 256 bits");
        uint[] values = new uint[1 << 20];
        for (int i = 0; i < values.Length; i++)
            values[i] = ((uint)block << 20) + (uint)i;
        foreach (ref Vector256<float> vector in MemoryMarshal.Cast<uint, Vector256<float>>(values.AsSpan()))
            vector = SigmoidAvx2.Forward<PlainForm>(vector);
        Assert.Equal(Truth.Float32ForwardHash(block), SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())));
    }
}
