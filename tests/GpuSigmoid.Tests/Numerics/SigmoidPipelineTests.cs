using System.Runtime.InteropServices;
using CsCheck;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;
using Xunit;

namespace GpuSigmoid.Tests.Numerics;

/// <summary>
/// Vectors through the pipeline of the short way against each element by the long way, which the tables judge.
/// </summary>
public sealed class SigmoidPipelineTests
{
    /// <summary>An input whose result is certain.</summary>
    private const float Plain = 1;

    /// <summary>Vectors that a test sends through: some before the pipeline is full, some after.</summary>
    private const int Vectors = 5;

    /// <summary>Elements in a vector.</summary>
    public static TheoryData<int> Widths => [16, 8];

    public static MatrixTheoryData<int, float> OutOfReach { get; } = new(
        Widths.Select(row => row.Data), [SigmoidAvx512.Smallest, -16.7f, -104, float.MinValue, float.NegativeInfinity, float.NaN]);

    public static MatrixTheoryData<int, float> Large { get; } = new(
        Widths.Select(row => row.Data), [80, 1000, float.MaxValue, float.PositiveInfinity]);

    [Theory]
    [MemberData(nameof(Widths))]
    public void ResultsAreThoseOfTheLongWayOrLeft(int width)
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
        for (int i = 0; i < Vectors * width; i++)
        {
            float[] inputs = new float[Vectors * width];
            Array.Fill(inputs, Plain);
            inputs[i] = input;
            float[] results = Run<Forward>(width, inputs, out bool[] left);
            Assert.All(left, (isLeft, place) => Assert.Equal(place == i, isLeft));
            Assert.Equal(LongWay<Forward>(Plain), results[(i + 1) % results.Length]);
        }
    }

    [Theory]
    [MemberData(nameof(Large))]
    public void LargeInputsAreWithinReach(int width, float input)
    {
        SkipUnlessShort(width);
        float[] inputs = new float[Vectors * width];
        Array.Fill(inputs, input);
        Assert.All(Run<Forward>(width, inputs, out bool[] left), result => Assert.Equal(1, result));
        Assert.DoesNotContain(true, left);
    }

    private static void SkipUnlessShort(int width) => Assert.SkipUnless(
        width == 16 ? Float32x16.HasSigmoidPipeline : Float32x8.HasSigmoidPipeline, $"the processor has no short way for {width} at once");

    private static void AssertResultsOrLeft<TOperation>(int width)
        where TOperation : struct, IMapOperation
    {
        int computed = 0;
        Gen.Float[-20, 20].Array[Vectors * width].Sample(inputs =>
        {
            float[] results = Run<TOperation>(width, inputs, out bool[] left);
            for (int i = 0; i < inputs.Length; i++)
            {
                if (left[i])
                    continue;
                computed++;
                Assert.Equal(
                    BitConverter.SingleToUInt32Bits(LongWay<TOperation>(inputs[i])), BitConverter.SingleToUInt32Bits(results[i]));
            }
        }, iter: 1000, threads: 1);
        Assert.True(computed > 1000);
    }

    private static float[] Run<TOperation>(int width, float[] inputs, out bool[] left)
        where TOperation : struct, IMapOperation =>
        width == 16 ? Run<TOperation, Float32x16>(width, inputs, out left) : Run<TOperation, Float32x8>(width, inputs, out left);

    private static float[] Run<TOperation, TLane>(int width, float[] inputs, out bool[] left)
        where TOperation : struct, IMapOperation
        where TLane : unmanaged, IFloat32Lane<TLane>
    {
        Span<TLane> vectors = MemoryMarshal.Cast<float, TLane>(inputs.ToArray().AsSpan());
        TLane[] results = new TLane[vectors.Length];
        left = new bool[inputs.Length];
        SigmoidPipeline<TLane> pipeline = TOperation.Start(vectors[0], vectors[1], vectors[2]);
        for (int i = 0; i < vectors.Length; i++)
        {
            results[i] = TOperation.Next(ref pipeline, vectors[i], vectors[Math.Min(i + 3, vectors.Length - 1)], out uint bits);
            for (int j = 0; j < width; j++)
                left[i * width + j] = (bits >> j & 1) != 0;
        }
        return MemoryMarshal.Cast<TLane, float>(results).ToArray();
    }

    private static float LongWay<TOperation>(float input)
        where TOperation : struct, IMapOperation
    {
        Float32x1 result = TOperation.Float32<Float32x1, Float64x1>(Float32x1.OfBits(BitConverter.SingleToUInt32Bits(input)));
        return BitConverter.UInt32BitsToSingle((uint)result.Bits);
    }
}
