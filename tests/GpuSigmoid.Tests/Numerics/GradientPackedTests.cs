using System.Runtime.Intrinsics;
using CsCheck;
using GpuSigmoid.Numerics;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Numerics;

/// <summary>The 2-byte gradients in packed vectors against the same on lanes, which <see cref="LaneTests"/> judges.</summary>
public sealed class GradientPackedTests
{
    private const int Width = 32;
    private const ushort Sign = 0x8000;

    private static readonly ushort[] Every = [.. Enumerable.Range(0, 65536).Select(bits => (ushort)bits)];

    /// <summary>Every output with gradients of random bits, those that are left aside.</summary>
    [Theory]
    [InlineData("float16")]
    [InlineData("bfloat16")]
    public void EveryOutputGivesTheResultsOfTheLanes(string elementType) => Gen.UShort.Sample(seed =>
    {
        Random random = new(seed);
        AssertSame(elementType, Every, [.. Every.Select(_ => (ushort)random.Next(65536))]);
    }, iter: 20, threads: 1);

    /// <summary>Every gradient with outputs at which ties, subnormal results and carries into the next power of two abound.</summary>
    [Theory]
    [InlineData("float16", 0x3C00, 0x3BFF, 0x3800, 0x3801, 0x3400, 0x2E66, 0x1001, 0x0400, 0x03FF, 0x0001, 0x0000)]
    [InlineData("bfloat16", 0x3F80, 0x3F7F, 0x3F00, 0x3F01, 0x3E80, 0x3DCD, 0x3A01, 0x3781, 0x3780)]
    public void EveryGradientGivesTheResultsOfTheLanes(string elementType, params int[] outputs)
    {
        foreach (int output in outputs)
            AssertSame(elementType, Array.ConvertAll(Every, _ => (ushort)output), Every);
    }

    /// <summary>The same from cached tails.</summary>
    [Theory]
    [InlineData("float16")]
    [InlineData("bfloat16")]
    public void EveryTailGivesTheResultsOfTheLanes(string elementType) => Gen.UShort.Sample(seed =>
    {
        Random random = new(seed);
        AssertSame(elementType, Every, [.. Every.Select(_ => (ushort)random.Next(65536))], isTail: true);
    }, iter: 20, threads: 1);

    /// <summary>1/2, powers of two with and without the mark, and the least that are taken.</summary>
    [Theory]
    [InlineData("float16", 0x3800, 0x7800, 0xF800, 0x3400, 0x7400, 0x2E66, 0x6E66, 0x1001, 0x1000, 0x5000, 0x0C01, 0x4C01)]
    [InlineData("bfloat16", 0x3F00, 0x7F00, 0xFF00, 0x3E80, 0x7E80, 0x3DCD, 0x7DCD, 0x3A01, 0x3880, 0x7880, 0x3801, 0x7801)]
    public void EveryGradientOfATailGivesTheResultsOfTheLanes(string elementType, params int[] tails)
    {
        foreach (int tail in tails)
            AssertSame(elementType, Array.ConvertAll(Every, _ => (ushort)tail), Every, isTail: true);
    }

    [Theory]
    [InlineData("float16", 0x3800, 0x3801)]
    [InlineData("float16", 0x7800, 0x0C00)]
    [InlineData("float16", 0x0C01, 0x7E00)]
    [InlineData("float16", 0xB800, 0x4000)]
    [InlineData("bfloat16", 0x3F00, 0x3F01)]
    [InlineData("bfloat16", 0x7F00, 0x3800)]
    [InlineData("bfloat16", 0x3801, 0x7FC0)]
    [InlineData("bfloat16", 0xBF00, 0x0000)]
    public void OneStrangeTailLeavesTheVector(string elementType, int plain, int strange) =>
        AssertLeaves(strange, i => Packed(elementType, With(plain, i, strange), With(0x3C00), out _, isTail: true), plain);

    [Theory]
    [InlineData("float16", 0x3C00, 0x3C01)]
    [InlineData("float16", 0x0000, 0x8000)]
    [InlineData("float16", 0x3800, 0xB800)]
    [InlineData("float16", 0x3800, 0x7E00)]
    [InlineData("bfloat16", 0x3F80, 0x3F81)]
    [InlineData("bfloat16", 0x3780, 0x377F)]
    [InlineData("bfloat16", 0x3F00, 0x0000)]
    [InlineData("bfloat16", 0x3F00, 0xBF00)]
    [InlineData("bfloat16", 0x3F00, 0x7FC0)]
    public void OneStrangeOutputLeavesTheVector(string elementType, int plain, int strange) =>
        AssertLeaves(strange, i => Packed(elementType, With(plain, i, strange), With(0x3C00), out _), plain);

    [Theory]
    [InlineData("float16", 0x7BFF, 0x7C00)]
    [InlineData("float16", 0x8001, 0x7E00)]
    [InlineData("bfloat16", 0x7680, 0x7681)]
    [InlineData("bfloat16", 0x8D80, 0x8D7F)]
    [InlineData("bfloat16", 0x0000, 0x0001)]
    [InlineData("bfloat16", 0x8000, 0x7F80)]
    [InlineData("bfloat16", 0x3F80, 0xFFC0)]
    public void OneStrangeGradientLeavesTheVector(string elementType, int plain, int strange) =>
        AssertLeaves(strange, i => Packed(elementType, With(0x3800), With(plain, i, strange), out _), plain);

    private static void AssertLeaves(int strange, Func<int, bool> tryWithStrangeAt, int plain)
    {
        Assert.NotEqual(plain, strange);
        Assert.True(tryWithStrangeAt(-1));
        for (int i = 0; i < Width; i++)
            Assert.False(tryWithStrangeAt(i), $"{strange:X4} at {i} was taken for plain");
    }

    private static ushort[] With(int plain, int place = -1, int strange = 0)
    {
        ushort[] values = new ushort[Width];
        Array.Fill(values, (ushort)plain);
        if (place >= 0)
            values[place] = (ushort)strange;
        return values;
    }

    // Vectors with a strange value are tried again without it, so that no plain value is passed over.
    private static void AssertSame(string elementType, ushort[] outputs, ushort[] gradients, bool isTail = false)
    {
        FloatFormat format = FloatFormat.All.Single(candidate => candidate.Name == elementType);
        ulong[] s = Array.ConvertAll(outputs, bits => (ulong)bits), dy = Array.ConvertAll(gradients, bits => (ulong)bits);
        ulong[] expected = isTail ? LaneRunner.Zip<BackwardTail>(format, s, dy) : LaneRunner.Zip<Backward>(format, s, dy);
        int[] plain = [.. Enumerable.Range(0, outputs.Length).Where(i => IsPlain(format, outputs[i], gradients[i], isTail))];
        Assert.True(plain.Length > 1000);
        foreach (int[] places in plain.Chunk(Width))
        {
            int[] padded = [.. places, .. Enumerable.Repeat(places[0], Width - places.Length)];
            Assert.True(Packed(
                elementType, Array.ConvertAll(padded, i => outputs[i]), Array.ConvertAll(padded, i => gradients[i]), out ushort[] results, isTail));
            for (int i = 0; i < Width; i++)
            {
                int place = padded[i];
                Assert.True(
                    expected[place] == results[i],
                    $"{outputs[place]:X4}, {gradients[place]:X4}: {results[i]:X4}, not {expected[place]:X4}");
            }
        }
    }

    // What the class documents, by values instead of bits.
    private static bool IsPlain(FloatFormat format, ushort output, ushort gradient, bool isTail)
    {
        double dy = Math.Abs(format.ToFloat64(gradient));
        bool isPlainGradient = format == FloatFormat.Float16
            ? double.IsFinite(dy)
            : dy == 0 || (dy >= Math.ScaleB(1, -100) && dy <= Math.ScaleB(1, 110));
        return isPlainGradient && (isTail ? IsPlainTail(format, output) : IsPlainOutput(format, output));
    }

    private static bool IsPlainOutput(FloatFormat format, ushort output) => format == FloatFormat.Float16
        ? output < Sign && format.ToFloat64(output) <= 1
        : format.ToFloat64(output) is >= 1.0 / 65536 and <= 1;

    private static bool IsPlainTail(FloatFormat format, ushort stored)
    {
        double c = format.ToFloat64(stored & ~(format.SignBit | format.HighestExponentBit));
        return c <= 0.5 && c > (format == FloatFormat.Float16 ? 1.0 / 4096 : 1.0 / 32768);
    }

    private static bool Packed(string elementType, ushort[] outputs, ushort[] gradients, out ushort[] results, bool isTail = false)
    {
        Vector512<ushort> s = Vector512.Create(outputs), dy = Vector512.Create(gradients), dx;
        bool done = (elementType, isTail) switch
        {
            ("float16", false) => GradientPacked.TryBackward<HalfFormat>(s, dy, out dx),
            ("float16", true) => GradientPacked.TryBackwardTail<HalfFormat>(s, dy, out dx),
            (_, false) => GradientPacked.TryBackward<BFloat16Format>(s, dy, out dx),
            (_, true) => GradientPacked.TryBackwardTail<BFloat16Format>(s, dy, out dx),
        };
        results = new ushort[Width];
        dx.CopyTo(results);
        return done;
    }
}
