using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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

    public enum Kind
    {
        Float32In512Bits,
        Float32In256Bits,
        Float64In512Bits,
    }

    public static TheoryData<Kind> Kinds => [.. Enum.GetValues<Kind>()];

    public static MatrixTheoryData<Kind, float> OutOfReach { get; } = new(
        Enum.GetValues<Kind>(), [-36.8f, -104, float.MinValue, float.NegativeInfinity, float.NaN]);

    public static MatrixTheoryData<Kind, float> Large { get; } = new(
        Enum.GetValues<Kind>(), [80, 1000, float.MaxValue, float.PositiveInfinity]);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ResultsAreThoseOfTheLongWayOrLeft(Kind kind)
    {
        SkipUnlessSupported(kind);
        switch (kind)
        {
            case Kind.Float32In512Bits:
                AssertResultsOrLeft<SigmoidAvx512, Vector512<float>, float, PlainForm>(Gen.Float[-20, 20], LongWay<Forward>);
                AssertResultsOrLeft<SigmoidAvx512, Vector512<float>, float, MarkedForm>(Gen.Float[-20, 20], LongWay<ForwardTail<Forward>>);
                break;
            case Kind.Float32In256Bits:
                AssertResultsOrLeft<SigmoidAvx2, Vector256<float>, float, PlainForm>(Gen.Float[-20, 20], LongWay<Forward>);
                AssertResultsOrLeft<SigmoidAvx2, Vector256<float>, float, MarkedForm>(Gen.Float[-20, 20], LongWay<ForwardTail<Forward>>);
                break;
            default:
                Gen<double> inputs = Gen.OneOf(Gen.Double[-40, 40], Gen.Double[-1, 1], Gen.Float.Select(x => (double)x), Gen.Double);
                AssertResultsOrLeft<SigmoidFloat64Avx512, Vector512<double>, double, PlainForm>(
                    inputs, x => Forward.Float64(new Float64x1(x)).Value, iterations: 20000);
                AssertResultsOrLeft<SigmoidFloat64Avx512, Vector512<double>, double, MarkedForm>(
                    inputs, x => ForwardTail<Forward>.Float64(new Float64x1(x)).Value, iterations: 20000);
                break;
        }
    }

    /// <summary>The input that what is out of reach is moved to: only the element itself is left, and so for all that is moved there.</summary>
    [Theory]
    [MemberData(nameof(OutOfReach))]
    public void WhatIsOutOfReachIsLeft(Kind kind, float input)
    {
        SkipUnlessSupported(kind);
        switch (kind)
        {
            case Kind.Float32In512Bits:
                AssertLeft<SigmoidAvx512, Vector512<float>, float>(input, Plain, LongWay<Forward>);
                AssertLeft<SigmoidAvx512, Vector512<float>, float>(SigmoidAvx512.Smallest, Plain, LongWay<Forward>);
                break;
            case Kind.Float32In256Bits:
                AssertLeft<SigmoidAvx2, Vector256<float>, float>(input, Plain, LongWay<Forward>);
                AssertLeft<SigmoidAvx2, Vector256<float>, float>(SigmoidAvx512.Smallest, Plain, LongWay<Forward>);
                break;
            default:
                AssertLeft<SigmoidFloat64Avx512, Vector512<double>, double>(input, Plain, x => Forward.Float64(new Float64x1(x)).Value);
                AssertLeft<SigmoidFloat64Avx512, Vector512<double>, double>(
                    SigmoidFloat64Avx512.Smallest, Plain, x => Forward.Float64(new Float64x1(x)).Value);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Large))]
    public void LargeInputsAreWithinReach(Kind kind, float input)
    {
        SkipUnlessSupported(kind);
        switch (kind)
        {
            case Kind.Float32In512Bits:
                AssertOnes<SigmoidAvx512, Vector512<float>, float>(input);
                break;
            case Kind.Float32In256Bits:
                AssertOnes<SigmoidAvx2, Vector256<float>, float>(input);
                break;
            default:
                AssertOnes<SigmoidFloat64Avx512, Vector512<double>, double>(input);
                break;
        }
    }

    private static void SkipUnlessSupported(Kind kind) => Assert.SkipUnless(
        kind switch
        {
            Kind.Float32In512Bits => SigmoidAvx512.IsSupported,
            Kind.Float32In256Bits => SigmoidAvx2.IsSupported,
            _ => SigmoidFloat64Avx512.IsSupported,
        },
        $"the processor has no short way for {kind}");

    private static void AssertResultsOrLeft<TSteps, TVector, TValue, TForm>(Gen<TValue> inputs, Func<TValue, TValue> longWay, int iterations = 1000)
        where TSteps : struct, ISigmoidSteps<TVector>
        where TVector : unmanaged
        where TValue : unmanaged, INumber<TValue>
        where TForm : struct, ISigmoidForm
    {
        int computed = 0, all = 0;
        inputs.Array[Vectors * Unsafe.SizeOf<TVector>() / Unsafe.SizeOf<TValue>()].Sample(x =>
        {
            TValue[] results = Run<TSteps, TVector, TValue, TForm>(x, out bool[] left);
            for (int i = 0; i < x.Length; i++)
            {
                all++;
                if (left[i])
                    continue;
                computed++;
                Assert.Equal(longWay(x[i]), results[i]);
            }
        }, iter: iterations, threads: 1);
        Assert.True(computed > all / 3, $"{computed} of {all} results were certain");
    }

    private static void AssertLeft<TSteps, TVector, TValue>(TValue input, TValue plain, Func<TValue, TValue> longWay)
        where TSteps : struct, ISigmoidSteps<TVector>
        where TVector : unmanaged
        where TValue : unmanaged
    {
        TValue[] inputs = new TValue[Vectors * Unsafe.SizeOf<TVector>() / Unsafe.SizeOf<TValue>()];
        for (int i = 0; i < inputs.Length; i++)
        {
            Array.Fill(inputs, plain);
            inputs[i] = input;
            TValue[] results = Run<TSteps, TVector, TValue, PlainForm>(inputs, out bool[] left);
            Assert.All(left, (isLeft, place) => Assert.Equal(place == i, isLeft));
            Assert.Equal(longWay(plain), results[(i + 1) % results.Length]);
        }
    }

    private static void AssertOnes<TSteps, TVector, TValue>(TValue input)
        where TSteps : struct, ISigmoidSteps<TVector>
        where TVector : unmanaged
        where TValue : unmanaged, INumber<TValue>
    {
        TValue[] inputs = new TValue[Vectors * Unsafe.SizeOf<TVector>() / Unsafe.SizeOf<TValue>()];
        Array.Fill(inputs, input);
        Assert.All(Run<TSteps, TVector, TValue, PlainForm>(inputs, out bool[] left), result => Assert.Equal(TValue.One, result));
        Assert.DoesNotContain(true, left);
    }

    private static TValue[] Run<TSteps, TVector, TValue, TForm>(TValue[] inputs, out bool[] left)
        where TSteps : struct, ISigmoidSteps<TVector>
        where TVector : unmanaged
        where TValue : unmanaged
        where TForm : struct, ISigmoidForm
    {
        ReadOnlySpan<TVector> x = MemoryMarshal.Cast<TValue, TVector>(inputs);
        TVector[] results = new TVector[x.Length];
        left = new bool[inputs.Length];
        SigmoidPipeline<TVector> pipeline = SigmoidPipeline<TVector>.Start<TSteps, TForm>(x[0], x[1], x[2]);
        for (int i = 0; i < x.Length; i++)
        {
            results[i] = pipeline.Next<TSteps, TForm>(x[i], x[Math.Min(i + 3, x.Length - 1)], out uint bits);
            int inVector = inputs.Length / x.Length;
            for (int j = 0; j < inVector; j++)
                left[i * inVector + j] = (bits >> j & 1) != 0;
        }
        return MemoryMarshal.Cast<TVector, TValue>(results).ToArray();
    }

    private static float LongWay<TOperation>(float input)
        where TOperation : struct, IMapOperation
    {
        Float32x1 result = TOperation.Float32<Float32x1, Float64x1>(Float32x1.OfBits(BitConverter.SingleToUInt32Bits(input)));
        return BitConverter.UInt32BitsToSingle((uint)result.Bits);
    }
}
