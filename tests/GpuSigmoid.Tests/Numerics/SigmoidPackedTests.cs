using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuSigmoid.Numerics;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Numerics;

/// <summary>
/// The 2-byte forward pass in packed vectors against the tables.
/// </summary>
public sealed class SigmoidPackedTests
{
    private const int Width = 32;

    /// <summary>Each input once as an even and once as an odd one.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void EveryInputWithinReachGivesTheTablesResult(int place)
    {
        Assert.SkipUnless(Avx512F.IsSupported, "the processor has no vectors of 512 bits");
        AssertTable<PlainForm, HalfFormat>(place, Truth.Float16Forward, 0xFFFF);
        AssertTable<PlainForm, BFloat16Format>(place, Truth.BFloat16Forward, 0xFFFF);
    }

    /// <summary>The marked form, of x ≤ 0, against the reference's.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void EveryTailWithinReachIsTheReferences(int place)
    {
        Assert.SkipUnless(Avx512F.IsSupported, "the processor has no vectors of 512 bits");
        AssertTable<MarkedForm, HalfFormat>(place, Tails(FloatFormat.Float16), 0x7FFF);
        AssertTable<MarkedForm, BFloat16Format>(place, Tails(FloatFormat.BFloat16), 0x7FFF);
    }

    private static ushort[] Tails(FloatFormat format) =>
        [.. Enumerable.Range(0, 65536).Select(x => (ushort)Oracle.Evaluate(Operation.ForwardTail, format, (ulong)x))];

    [Theory]
    [InlineData(0x48DA, 0x42A1)]
    [InlineData(0xC8DA, 0xC2A1)]
    [InlineData(0x7C00, 0x7F80)]
    [InlineData(0xFC00, 0xFF80)]
    [InlineData(0x7E00, 0x7FC0)]
    [InlineData(0xFFFF, 0xFFFF)]
    public void OneInputOutOfReachLeavesTheVector(int half, int bfloat16)
    {
        Assert.SkipUnless(Avx512F.IsSupported, "the processor has no vectors of 512 bits");
        AssertLeaves<HalfFormat>(half);
        AssertLeaves<BFloat16Format>(bfloat16);
    }

    private static void AssertTable<TForm, TFormat>(int place, ushort[] table, int resultBits)
        where TForm : struct, ISigmoidForm
        where TFormat : struct, IPackedFormat
    {
        int plain = 0;
        for (int x = TForm.IsMarked ? 0x8000 : 0; x < 65536; x++)
        {
            if ((x & 0x7FFF) > TFormat.LargestInput)
                continue;
            ushort[] inputs = new ushort[Width];
            Array.Fill(inputs, (ushort)0x8000);
            inputs[place] = (ushort)x;
            Assert.True(TryStart<TFormat>(inputs, out StartedVector started));
            Vector512<ushort> results = SigmoidPacked.Finish<TForm, TFormat>(started);
            int expected = table[x] & resultBits;
            Assert.True(expected == results[place], $"{x:X4}: {results[place]:X4}, not {expected:X4}");
            Assert.Equal(table[0], results[place + 2]);
            plain++;
        }
        Assert.Equal((TForm.IsMarked ? 1 : 2) * (TFormat.LargestInput + 1), plain);
    }

    private static bool TryStart<TFormat>(ushort[] inputs, out StartedVector started)
        where TFormat : struct, IPackedFormat
    {
        Vector512<ushort> x = Vector512.Create(inputs);
        return SigmoidPacked.TryStart<TFormat>(x, x, out started);
    }

    private static void AssertLeaves<TFormat>(int strange)
        where TFormat : struct, IPackedFormat
    {
        for (int i = 0; i < Width; i++)
        {
            ushort[] inputs = new ushort[Width];
            Assert.True(TryStart<TFormat>(inputs, out _));
            inputs[i] = (ushort)strange;
            Assert.False(TryStart<TFormat>(inputs, out _), $"{strange:X4} at {i} was taken for plain");
        }
    }
}
