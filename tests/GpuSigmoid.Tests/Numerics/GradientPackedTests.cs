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
    private static void AssertSame(string elementType, ushort[] outputs, ushort[] gradients)
    {
        FloatFormat format = FloatFormat.All.Single(candidate => candidate.Name == elementType);
        ulong[] expected = LaneRunner.Zip<Backward>(
            format, Array.ConvertAll(outputs, bits => (ulong)bits), Array.ConvertAll(gradients, bits => (ulong)bits));
        int[] plain = [.. Enumerable.Range(0, outputs.Length).Where(i => IsPlain(format, outputs[i], gradients[i]))];
        Assert.True(plain.Length > 1000);
        foreach (int[] places in plain.Chunk(Width))
        {
            int[] padded = [.. places, .. Enumerable.Repeat(places[0], Width - places.Length)];
            Assert.True(Packed(
                elementType, Array.ConvertAll(padded, i => outputs[i]), Array.ConvertAll(padded, i => gradients[i]), out ushort[] results));
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
    private static bool IsPlain(FloatFormat format, ushort output, ushort gradient)
    {
        double s = format.ToFloat64(output), dy = Math.Abs(format.ToFloat64(gradient));
        return format == FloatFormat.Float16
            ? output < Sign && s <= 1 && double.IsFinite(dy)
            : s is >= 1.0 / 65536 and <= 1 && (dy == 0 || (dy >= Math.ScaleB(1, -100) && dy <= Math.ScaleB(1, 110)));
    }

    private static bool Packed(string elementType, ushort[] outputs, ushort[] gradients, out ushort[] results)
    {
        Vector512<ushort> s = Vector512.Create(outputs), dy = Vector512.Create(gradients);
        bool done = elementType == "float16"
            ? GradientPacked.TryBackward<HalfFormat>(s, dy, out Vector512<ushort> dx)
            : GradientPacked.TryBackward<BFloat16Format>(s, dy, out dx);
        results = new ushort[Width];
        dx.CopyTo(results);
        return done;
    }
}
