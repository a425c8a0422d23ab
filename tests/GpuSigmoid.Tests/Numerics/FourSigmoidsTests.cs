using System.Runtime.InteropServices;
using CsCheck;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;
using Xunit;

namespace GpuSigmoid.Tests.Numerics;

/// <summary>
/// Four vectors at once on the short way against each element by the long way, which the tables judge.
/// </summary>
public sealed class FourSigmoidsTests
{
    /// <summary>An input whose result is certain.</summary>
    private const float Plain = 1;

    /// <summary>Elements in a vector.</summary>
    public static TheoryData<int> Widths => [16, 8];

    public static MatrixTheoryData<int, float> OutOfReach { get; } = new(
        Widths.Select(row => row.Data), [SigmoidAvx512.Smallest, -16.7f, -104, float.MinValue, float.NegativeInfinity, float.NaN]);

    public static MatrixTheoryData<int, float> Large { get; } = new(
        Widths.Select(row => row.Data), [80, 1000, float.MaxValue, float.PositiveInfinity]);

    [Theory]
    [MemberData(nameof(Widths))]
    public void FourResultsAreThoseOfTheLongWayOrLeft(int width)
    {
        SkipUnlessShort(width);
        AssertResultsOrLeft<Forward>(width);
        AssertResultsOrLeft<ForwardTail<Forward>>(width);
    }

    /// <summary>Inputs that the short way does not reach, and the one that they are moved to: only the element itself is left.</summary>
    [Theory]
    [MemberData(nameof(OutOfReach))]
    public void WhatIsOutOfReachIsLeft(int width, float input)
    {
        SkipUnlessShort(width);
        for (int i = 0; i < 4 * width; i++)
        {
            float[] inputs = new float[4 * width];
            Array.Fill(inputs, Plain);
            inputs[i] = input;
            float[] results = Four<Forward>(inputs, out ulong left);
            Assert.Equal(1UL << i, left);
            Assert.Equal(LongWay<Forward>(Plain), results[(i + 1) % (4 * width)]);
        }
    }

    [Theory]
    [MemberData(nameof(Large))]
    public void LargeInputsAreWithinReach(int width, float input)
    {
        SkipUnlessShort(width);
        float[] inputs = new float[4 * width];
        Array.Fill(inputs, input);
        Assert.All(Four<Forward>(inputs, out ulong left), result => Assert.Equal(1, result));
        Assert.Equal(0UL, left);
    }

    private static void SkipUnlessShort(int width) => Assert.SkipUnless(
        width == 16 ? Float32x16.TakesFourSigmoids : Float32x8.TakesFourSigmoids, $"the processor has no short way for {width} at once");

    private static void AssertResultsOrLeft<TOperation>(int width)
        where TOperation : struct, IMapOperation
    {
        int computed = 0;
        Gen.Float[-20, 20].Array[4 * width].Sample(inputs =>
        {
            float[] results = Four<TOperation>(inputs, out ulong left);
            for (int i = 0; i < inputs.Length; i++)
            {
                if ((left >> i & 1) != 0)
                    continue;
                computed++;
                Assert.Equal(
                    BitConverter.SingleToUInt32Bits(LongWay<TOperation>(inputs[i])), BitConverter.SingleToUInt32Bits(results[i]));
            }
        }, iter: 1000, threads: 1);
        Assert.True(computed > 1000);
    }

    private static float[] Four<TOperation>(float[] inputs, out ulong left)
        where TOperation : struct, IMapOperation =>
        inputs.Length == 64 ? Four<TOperation, Float32x16>(inputs, out left) : Four<TOperation, Float32x8>(inputs, out left);

    private static float[] Four<TOperation, TLane>(float[] inputs, out ulong left)
        where TOperation : struct, IMapOperation
        where TLane : unmanaged, IFloat32Lane<TLane>
    {
        Span<TLane> vectors = MemoryMarshal.Cast<float, TLane>(inputs.ToArray().AsSpan());
        TLane a = vectors[0], b = vectors[1], c = vectors[2], d = vectors[3];
        Assert.Equal(TOperation.TryFour(ref a, ref b, ref c, ref d, out left), left == 0);
        (vectors[0], vectors[1], vectors[2], vectors[3]) = (a, b, c, d);
        return MemoryMarshal.Cast<TLane, float>(vectors).ToArray();
    }

    private static float LongWay<TOperation>(float input)
        where TOperation : struct, IMapOperation
    {
        Float32x1 result = TOperation.Float32<Float32x1, Float64x1>(Float32x1.OfBits(BitConverter.SingleToUInt32Bits(input)));
        return BitConverter.UInt32BitsToSingle((uint)result.Bits);
    }
}
