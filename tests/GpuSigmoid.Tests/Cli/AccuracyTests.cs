using CsCheck;
using GpuSigmoid.Cli;
using GpuSigmoid.Cli.Accuracy;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

/// <summary>The command's own measure of what is right, held against the reference, with which it shares no code.</summary>
public sealed class AccuracyTests
{
    private static readonly Gen<double> Inputs = Gen.OneOf(Gen.Double[-760, 760], Gen.Double[-1, 1], Gen.Double[-1e-6, 1e-6]);

    // 1e-9: the reference gives an error as a float64, the measure loses a few units of 2^-53 of up to a few units in the last place.
    private const double Tolerance = 1e-9;

    [Fact]
    public void ForwardRoundsToTheCorrectlyRoundedFloat32() =>
        Gen.OneOf(Gen.UInt, Inputs.Select(x => BitConverter.SingleToUInt32Bits((float)x))).Sample(
            bits =>
            {
                float x = BitConverter.UInt32BitsToSingle(bits);
                return PreciseSigmoid.Of(x).ToSingle().Equals(Oracle.Sigmoid(x));
            },
            iter: 20_000);

    [Fact]
    public void ForwardRoundsRightlyNextToZeroWhereMidpointsAreNear()
    {
        for (int numerator = -4096; numerator <= 4096; numerator++)
        {
            float x = MathF.ScaleB(numerator, -24);
            Assert.Equal(Oracle.Sigmoid(x), PreciseSigmoid.Of(x).ToSingle());
        }
    }

    // Not where 1 - S or 1/2 - S is below the 2^-97 that the reference knows S to: there it cannot tell in which binade S lies.
    [Fact]
    public void ErrorsOfFloat64ResultsAreMeasured() => Gen.Select(Inputs.Where(x => x <= 60 && Math.Abs(x) > 1e-25), Gen.Int[-3, 3]).Sample(
        (x, steps) =>
        {
            double result = BitConverter.Int64BitsToDouble(Math.Max(0, BitConverter.DoubleToInt64Bits(Oracle.Sigmoid(x)) + steps));
            double measured = PreciseSigmoid.Of(x).ErrorInUlp(result, Float64Elements.Format);
            return Math.Abs(measured - Oracle.SigmoidErrorInUlp(x, result)) <= Tolerance;
        },
        iter: 20_000);

    [Fact]
    public void ErrorsOfInputGradientsAreMeasured() =>
        Gen.Select(Gen.OneOf(Gen.Double[0, 1], Gen.Double[0, 1e-300]), Gen.Double, Gen.Int[-3, 3]).Sample(
            (s, dy, steps) =>
            {
                double nearest = Oracle.Backward(s, dy);
                double result = double.IsFinite(nearest)
                    ? BitConverter.Int64BitsToDouble(Math.Max(0, BitConverter.DoubleToInt64Bits(Math.Abs(nearest)) + steps))
                    : nearest;
                result = Math.CopySign(result, nearest);
                double measured = PreciseInputGradient.Of(s, dy).ErrorInUlp(result, Float64Elements.Format);
                double wanted = Oracle.BackwardErrorInUlp(s, dy, result);
                return measured.Equals(wanted) || Math.Abs(measured - wanted) <= Tolerance;
            },
            iter: 20_000);

    [Theory]
    [InlineData(double.NaN, double.NaN, 0)]
    [InlineData(double.NaN, 0, double.PositiveInfinity)]
    [InlineData(0, double.NaN, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 0, 0)]
    [InlineData(double.PositiveInfinity, 1, 0)]
    [InlineData(double.PositiveInfinity, 0.9999999999999999, 0.5)]
    [InlineData(800, 0.9999999999999999, 1)]
    [InlineData(double.NegativeInfinity, 5e-324, 1)]
    public void SpecialInputs(double x, double result, double error) =>
        Assert.Equal(error, PreciseSigmoid.Of(x).ErrorInUlp(result, Float64Elements.Format));

    [Fact]
    public void TheWorstErrorIsTheWorstOfAll()
    {
        float[] x = [.. Enumerable.Range(0, 100_000).Select(index => (index - 50_000) / 1000f)];
        float[] s = [.. x.Select(value => PreciseSigmoid.Of(value).ToSingle())];
        Assert.InRange(WorstError.OfForward<float, Float32Elements>(x, s, TestContext.Current.CancellationToken), 0.49, 0.5);
        s[50_500] = MathF.BitIncrement(MathF.BitIncrement(s[50_500]));
        Assert.InRange(WorstError.OfForward<float, Float32Elements>(x, s, TestContext.Current.CancellationToken), 1.5, 2.5);
        s[12_345] = float.NaN;
        Assert.Equal(double.PositiveInfinity, WorstError.OfForward<float, Float32Elements>(x, s, TestContext.Current.CancellationToken));
    }
}
