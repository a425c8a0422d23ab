using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CsCheck;
using GpuSigmoid.Numerics;
using Xunit;

namespace GpuSigmoid.Tests.Numerics;

/// <summary>
/// Vectors through the pipeline of the short way against each element by the long way, which the tables judge.
/// </summary>
/// <param name="smallest">The input that what is out of reach is moved to.</param>
/// <param name="outOfReach">One beyond it, but not by much.</param>
/// <param name="inputs">Inputs, most of which are within reach.</param>
public abstract class SigmoidPipelineTests<TVector, TValue>(double smallest, double outOfReach, Gen<TValue> inputs)
    where TVector : unmanaged
    where TValue : unmanaged, IBinaryFloatingPointIeee754<TValue>, IMinMaxValue<TValue>
{
    /// <summary>Vectors that a test sends through: some before the pipeline is full, some after.</summary>
    private const int Vectors = SigmoidPipeline.Depth + 2;

    private static readonly int InVector = Unsafe.SizeOf<TVector>() / Unsafe.SizeOf<TValue>();

    [Fact]
    public void ResultsAreThoseOfTheLongWayOrLeft()
    {
        SkipUnlessSupported();
        AssertResultsOrLeft(isTail: false);
        AssertResultsOrLeft(isTail: true);
    }

    /// <summary>Inputs that the short way does not reach, and the one that they are moved to: only the element itself is left.</summary>
    [Fact]
    public void WhatIsOutOfReachIsLeft()
    {
        SkipUnlessSupported();
        TValue certain = TValue.One;
        foreach (TValue input in (TValue[])
            [Of(smallest), Of(outOfReach), Of(-104), TValue.MinValue, TValue.NegativeInfinity, TValue.NaN])
        {
            TValue[] all = new TValue[Vectors * InVector];
            for (int i = 0; i < all.Length; i++)
            {
                Array.Fill(all, certain);
                all[i] = input;
                TValue[] results = Run(isTail: false, all, out bool[] left);
                Assert.All(left, (isLeft, place) => Assert.Equal(place == i, isLeft));
                Assert.Equal(LongWay(isTail: false, certain), results[(i + 1) % all.Length]);
            }
        }
    }

    [Fact]
    public void LargeInputsAreWithinReach()
    {
        SkipUnlessSupported();
        foreach (TValue input in (TValue[])[Of(80), Of(1000), TValue.MaxValue, TValue.PositiveInfinity])
        {
            TValue[] all = new TValue[Vectors * InVector];
            Array.Fill(all, input);
            Assert.All(Run(isTail: false, all, out bool[] left), result => Assert.Equal(TValue.One, result));
            Assert.DoesNotContain(true, left);
        }
    }

    private protected abstract bool IsSupported { get; }

    private protected abstract TValue LongWay(bool isTail, TValue input);

    private protected abstract TValue[] Run(bool isTail, TValue[] all, out bool[] left);

    private protected static TValue[] Run<TSteps>(bool isTail, TValue[] all, out bool[] left)
        where TSteps : struct, ISigmoidSteps<TVector> =>
        isTail ? Run<TSteps, MarkedForm>(all, out left) : Run<TSteps, PlainForm>(all, out left);

    private static TValue[] Run<TSteps, TForm>(TValue[] all, out bool[] left)
        where TSteps : struct, ISigmoidSteps<TVector>
        where TForm : struct, ISigmoidForm
    {
        ReadOnlySpan<TVector> x = MemoryMarshal.Cast<TValue, TVector>(all);
        TVector[] results = new TVector[x.Length];
        left = new bool[all.Length];
        SigmoidPipeline<TVector> pipeline = SigmoidPipeline<TVector>.Start<TSteps, TForm>(x[0], x[1], x[2]);
        for (int i = 0; i < x.Length; i++)
        {
            TVector next = x[Math.Min(i + SigmoidPipeline.Depth, x.Length - 1)];
            results[i] = pipeline.Next<TSteps, TForm>(x[i], next, out uint bits);
            for (int j = 0; j < InVector; j++)
                left[i * InVector + j] = (bits >> j & 1) != 0;
        }
        return MemoryMarshal.Cast<TVector, TValue>(results).ToArray();
    }

    private void SkipUnlessSupported() => Assert.SkipUnless(IsSupported, $"the processor has no short way for {typeof(TVector)}");

    private void AssertResultsOrLeft(bool isTail)
    {
        int computed = 0, all = 0;
        inputs.Array[Vectors * InVector].Sample(x =>
        {
            TValue[] results = Run(isTail, x, out bool[] left);
            for (int i = 0; i < x.Length; i++)
            {
                all++;
                if (left[i])
                    continue;
                computed++;
                Assert.Equal(Bytes(LongWay(isTail, x[i])), Bytes(results[i]));
            }
        }, iter: 5000, threads: 1);
        Assert.True(computed > all / 3, $"{computed} of {all} results were certain");
    }

    private static TValue Of(double value) => TValue.CreateChecked(value);

    private static byte[] Bytes(TValue value) => MemoryMarshal.AsBytes(new ReadOnlySpan<TValue>(in value)).ToArray();
}

/// <summary>float32 in 512 bits.</summary>
public sealed class SigmoidPipelineOf16Float32Tests()
    : SigmoidPipelineTests<Vector512<float>, float>(SigmoidAvx512.Smallest, -16.7, Gen.Float[-20, 20])
{
    private protected override bool IsSupported => SigmoidAvx512.IsSupported;

    private protected override float LongWay(bool isTail, float input) => LongWays.Of(isTail, input);

    private protected override float[] Run(bool isTail, float[] all, out bool[] left) => Run<SigmoidAvx512>(isTail, all, out left);
}

/// <summary>float32 in 256 bits.</summary>
public sealed class SigmoidPipelineOf8Float32Tests()
    : SigmoidPipelineTests<Vector256<float>, float>(SigmoidAvx512.Smallest, -16.7, Gen.Float[-20, 20])
{
    private protected override bool IsSupported => SigmoidAvx2.IsSupported;

    private protected override float LongWay(bool isTail, float input) => LongWays.Of(isTail, input);

    private protected override float[] Run(bool isTail, float[] all, out bool[] left) => Run<SigmoidAvx2>(isTail, all, out left);
}

/// <summary>float64 in 512 bits.</summary>
public sealed class SigmoidPipelineOf8Float64Tests() : SigmoidPipelineTests<Vector512<double>, double>(
    SigmoidFloat64Avx512.Smallest,
    -36.8,
    Gen.OneOf(Gen.Double[-40, 40], Gen.Double[-1, 1], Gen.Float.Select(x => (double)x), Gen.Double, Gen.Const(0.0), Gen.Const(-0.0)))
{
    private protected override bool IsSupported => SigmoidFloat64Avx512.IsSupported;

    private protected override double LongWay(bool isTail, double input) => LongWays.Of(isTail, input);

    private protected override double[] Run(bool isTail, double[] all, out bool[] left) => Run<SigmoidFloat64Avx512>(isTail, all, out left);
}
