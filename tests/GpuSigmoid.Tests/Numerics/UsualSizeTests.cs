using System.Runtime.Intrinsics;
using CsCheck;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;
using Xunit;

namespace GpuSigmoid.Tests.Numerics;

/// <summary>
/// float64 gradients of values of usual size take a shorter way, when all of a lane are. Beside one that is not they take the longer way, to
/// the same bits.
/// </summary>
public sealed class UsualSizeTests
{
    private const double Unusual = 1e-300;
    private const int Samples = 20_000;

    private static readonly double[] Special =
        [0, -0.0, 0.5, 1, 2, 1 - Math.ScaleB(1, -53), Math.ScaleB(1, -256), Math.ScaleB(1, 256), Math.ScaleB(1, -60), 1e300];

    private static readonly Gen<double> Values = Gen.OneOf(
        Gen.Double[0, 1],
        Gen.Double[-4, 4],
        Gen.ULong.Select(BitConverter.UInt64BitsToDouble),
        Gen.OneOf([.. Special.Select(Gen.Const)]));

    [Fact]
    public void BackwardGivesTheSameBits() => Gen.Select(Values, Values).Sample(
        (s, dy) => AreEqual(
            GradientFloat64.Backward(Alone(s), Alone(dy)), GradientFloat64.Backward(BesideUnusual(s), BesideUnusual(dy))),
        iter: Samples);

    [Fact]
    public void BackwardTailGivesTheSameBits() => Gen.Select(Values, Values).Sample(
        (tail, dy) => AreEqual(
            GradientFloat64.BackwardTail(Alone(tail), Alone(dy)), GradientFloat64.BackwardTail(BesideUnusual(tail), BesideUnusual(dy))),
        iter: Samples);

    [Fact]
    public void TheSecondGradientGivesTheSameBits() => Gen.Select(Values, Values, Values).Sample(
        (s, dy, g) => AreEqual(
            SecondGradientFloat64.Of(Alone(s), Alone(dy), Alone(g)),
            SecondGradientFloat64.Of(BesideUnusual(s), BesideUnusual(dy), BesideUnusual(g))),
        iter: Samples);

    private static Float64x8 Alone(double value) => new(Vector256.Create(value), Vector256.Create(value));

    private static Float64x8 BesideUnusual(double value) => new(Vector256.Create(value, Unusual, value, value), Vector256.Create(value));

    private static bool AreEqual(Float64x8 alone, Float64x8 beside) => double.IsNaN(alone.Lower[0])
        ? double.IsNaN(beside.Lower[0])
        : BitConverter.DoubleToUInt64Bits(alone.Lower[0]) == BitConverter.DoubleToUInt64Bits(beside.Lower[0]);
}
