using System.Numerics;
using CsCheck;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Reference;

/// <summary>The enclosures hold what they claim to hold: a narrower one lies within a wider one.</summary>
public sealed class EnclosureTests
{
    private static readonly Gen<double> Inputs = Gen.OneOf(
        Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite),
        Gen.Double[-1100, 1100],
        Gen.Double[-1, 1],
        // Next to multiples of ln 2, where k may be guessed wrong.
        Gen.Select(Gen.Int[-1477, 1477], Gen.Int[-2, 2], (k, step) =>
            BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(k * Math.Log(2)) + (k == 0 ? 0 : step))));

    [Fact]
    public void NarrowerLiesWithinWider() => Inputs.Sample(x =>
    {
        SigmoidEnclosure narrow = Enclose(x, 400);
        return Within(narrow, Enclose(x, 160)) && Within(narrow, Enclose(x, 200));
    }, iter: 5_000);

    [Fact]
    public void FilterHoldsTheNarrowOne() => Inputs.Sample(x =>
    {
        (ulong significand, int exponent) = Decode(x);
        SigmoidEnclosure128 filter = SigmoidEnclosure128.Of(double.IsNegative(x), significand, exponent);
        return Within(Enclose(x, 400), new SigmoidEnclosure(filter.Low, filter.High, filter.Exponent));
    }, iter: 50_000);

    /// <summary>The first 60 decimals of ln 2, sequence A002162 of the OEIS.</summary>
    [Fact]
    public void LogarithmOfTwo()
    {
        BigInteger expected = BigInteger.Parse("693147180559945309417232121458176568075500134360255254120680", null);
        BigInteger actual = (NaturalLogarithmOfTwo.FixedPoint(256) * BigInteger.Pow(10, 60)) >> 256;
        Assert.Equal(expected, actual);
    }

    private static (ulong Significand, int Exponent) Decode(double x) => FloatFormat.Float64.Decode(BitConverter.DoubleToUInt64Bits(x));

    private static SigmoidEnclosure Enclose(double x, int bits)
    {
        (ulong significand, int exponent) = Decode(x);
        return SigmoidEnclosure.Of(double.IsNegative(x), significand, exponent, bits);
    }

    private static bool Within(SigmoidEnclosure inner, SigmoidEnclosure outer) =>
        ExactNumber.Compare(new(outer.Low, outer.Exponent), new(inner.Low, inner.Exponent)) <= 0
        && ExactNumber.Compare(new(inner.High, inner.Exponent), new(outer.High, outer.Exponent)) <= 0;
}
