using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CsCheck;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;
using Xunit;

namespace GpuSigmoid.Tests.Numerics;

/// <summary>
/// Four vectors at once on the short way against each by the long way, which the tables judge.
/// </summary>
public sealed class SigmoidAvx512Tests
{
    private const int Width = 16;

    /// <summary>An input whose result is certain.</summary>
    private const float Plain = 1;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FourResultsAreThoseOfTheLongWayOrLeft(bool tail)
    {
        Assert.SkipUnless(Avx512F.IsSupported, "the processor has no vectors of 512 bits");
        int computed = 0;
        Gen.Float[-20, 20].Array[4 * Width].Sample(inputs =>
        {
            float[] results = tail ? Four<ForwardTail<Forward>>(inputs, out ulong left) : Four<Forward>(inputs, out left);
            for (int i = 0; i < inputs.Length; i++)
            {
                if ((left >> i & 1) != 0)
                    continue;
                computed++;
                float expected = tail ? LongWay<ForwardTail<Forward>>(inputs[i]) : LongWay<Forward>(inputs[i]);
                Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(results[i]));
            }
        }, iter: 1000, threads: 1);
        Assert.True(computed > 1000);
    }

    /// <summary>Inputs that the short way does not reach, and the one that they are moved to: only the element itself is left.</summary>
    [Theory]
    [InlineData(SigmoidAvx512.Smallest)]
    [InlineData(-16.7f)]
    [InlineData(-104f)]
    [InlineData(float.MinValue)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.NaN)]
    public void WhatIsOutOfReachIsLeft(float input)
    {
        Assert.SkipUnless(Avx512F.IsSupported, "the processor has no vectors of 512 bits");
        for (int i = 0; i < 4 * Width; i++)
        {
            float[] inputs = new float[4 * Width];
            Array.Fill(inputs, Plain);
            inputs[i] = input;
            float[] results = Four<Forward>(inputs, out ulong left);
            Assert.Equal(1UL << i, left);
            Assert.Equal(LongWay<Forward>(Plain), results[(i + 1) % (4 * Width)]);
        }
    }

    [Theory]
    [InlineData(80f)]
    [InlineData(1000f)]
    [InlineData(float.MaxValue)]
    [InlineData(float.PositiveInfinity)]
    public void LargeInputsAreWithinReach(float input)
    {
        Assert.SkipUnless(Avx512F.IsSupported, "the processor has no vectors of 512 bits");
        float[] inputs = new float[4 * Width];
        Array.Fill(inputs, input);
        Assert.All(Four<Forward>(inputs, out ulong left), result => Assert.Equal(1, result));
        Assert.Equal(0UL, left);
    }

    private static float[] Four<TOperation>(float[] inputs, out ulong left)
        where TOperation : struct, IMapOperation
    {
        Span<Vector512<float>> vectors = MemoryMarshal.Cast<float, Vector512<float>>(inputs.ToArray().AsSpan());
        Float32x16 a = vectors[0], b = vectors[1], c = vectors[2], d = vectors[3];
        Assert.Equal(TOperation.TryFour(ref a, ref b, ref c, ref d, out left), left == 0);
        (vectors[0], vectors[1], vectors[2], vectors[3]) = (a, b, c, d);
        return MemoryMarshal.Cast<Vector512<float>, float>(vectors).ToArray();
    }

    private static float LongWay<TOperation>(float input)
        where TOperation : struct, IMapOperation
    {
        Float32x1 result = TOperation.Float32<Float32x1, Float64x1>(Float32x1.OfBits(BitConverter.SingleToUInt32Bits(input)));
        return BitConverter.UInt32BitsToSingle((uint)result.Bits);
    }
}
