using CsCheck;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Reference;

/// <summary>What is true of the sigmoid and its derivative without knowing any of their values.</summary>
public sealed class OraclePropertyTests
{
    private static readonly Gen<FloatFormat> Formats = Gen.Int[0, FloatFormat.All.Count - 1].Select(i => FloatFormat.All[i]);

    // Where S is neither 0 nor 1, whatever the format; patterns drawn at random are nearly all far outside or next to zero.
    private static readonly Gen<double> Inputs = Gen.Double[-760, 760];

    [Fact]
    public void ForwardNeverDecreases() => Gen.Select(Formats, Gen.ULong, Gen.ULong).Sample((format, first, second) =>
    {
        (ulong low, ulong high) = Ordered(format, first, second);
        return Value(format, Forward(format, low)) <= Value(format, Forward(format, high));
    }, iter: 20_000);

    [Fact]
    public void ForwardNeverDecreasesBetweenNeighbours() => Gen.Select(Formats, Inputs).Sample((format, x) =>
    {
        ulong bits = Nearest(format, x);
        // Up in magnitude is up in value for positive inputs, down for negative ones.
        double s = Value(format, Forward(format, bits)), next = Value(format, Forward(format, bits + 1));
        return x >= 0 ? s <= next : s >= next;
    }, iter: 20_000);

    /// <summary>S(-x) + S(x) = 1; each term is rounded by at most half of a unit in the last place of 1/2 to 1, hence one unit.</summary>
    [Fact]
    public void ForwardOfOppositesSumsToOne() => Gen.Select(Formats, Inputs).Sample((format, x) =>
    {
        ulong bits = Nearest(format, x);
        ExactNumber sum = ExactNumber.Of(Forward(format, bits), format) + ExactNumber.Of(Forward(format, bits ^ format.SignBit), format);
        return ExactNumber.Compare(ExactNumber.Abs(sum - ExactNumber.One), ExactNumber.PowerOfTwo(-format.Precision)) <= 0;
    }, iter: 20_000);

    [Fact]
    public void ForwardIsWithinHalfAUnit() => Gen.Select(Formats, Inputs).Sample((format, x) =>
    {
        ulong bits = Nearest(format, x);
        // 2^-40 is what the measure itself may be wrong by.
        return Oracle.ErrorInUlp(Operation.Forward, format, bits, 0, Forward(format, bits)) <= 0.5 + Math.ScaleB(1, -40);
    }, iter: 20_000);

    /// <summary>1 − s is exact for s in [1/2, 1] (Sterbenz), and s · (1 − s) is then the same product of the same two numbers.</summary>
    [Fact]
    public void BackwardTakesAnOutputAndItsComplementAlike() => Gen.Select(Formats, Gen.Double[0.5, 1], Gen.Double[-1e5, 1e5]).Sample(
        (format, s, dy) =>
        {
            ulong output = Nearest(format, s), gradient = Nearest(format, dy);
            ulong complement = Nearest(format, 1 - Value(format, output));
            return Backward(format, output, gradient) == Backward(format, complement, gradient);
        },
        iter: 20_000);

    [Fact]
    public void BackwardIsOddInTheGradient() => Gen.Select(Formats, Gen.ULong, Gen.ULong).Sample((format, first, second) =>
    {
        ulong s = Masked(format, first), dy = Masked(format, second);
        ulong one = Backward(format, s, dy), other = Backward(format, s, dy ^ format.SignBit);
        return format.IsNaN(one) ? other == one : (one ^ format.SignBit) == other;
    }, iter: 20_000);

    [Fact]
    public void BackwardScalesExactlyByPowersOfTwo() => Gen.Select(Gen.Double[0.001, 0.999], Gen.Double[1, 2], Gen.Int[-100, 100]).Sample(
        (s, dy, power) => Oracle.Backward(s, Math.ScaleB(dy, power)) == Math.ScaleB(Oracle.Backward(s, dy), power), iter: 20_000);

    /// <summary>The float64 product of float16 factors is exact, so one conversion of it is a second way to the value.</summary>
    [Fact]
    public void BackwardOfFloat16AgreesWithFloat64() => Gen.Select(Gen.Double[0, 1], Gen.Double[-1000, 1000]).Sample((s, dy) =>
    {
        Half output = (Half)s, gradient = (Half)dy;
        // dy has 11 bits, s has 11, 1 − s at most 25, since it is a multiple of 2^-24: 47 of 53, so nothing is rounded but once.
        return Oracle.Backward(output, gradient) == (Half)((double)gradient * ((double)output * (1 - (double)output)));
    }, iter: 50_000);

    [Fact]
    public void DerivativeIsBackwardOfOne() => Gen.Select(Formats, Gen.ULong).Sample((format, bits) =>
    {
        ulong s = Masked(format, bits);
        return Oracle.Evaluate(Operation.Derivative, format, s) == Backward(format, s, Nearest(format, 1));
    }, iter: 20_000);

    private static ulong Forward(FloatFormat format, ulong x) => Oracle.Evaluate(Operation.Forward, format, x);

    private static ulong Backward(FloatFormat format, ulong s, ulong dy) => Oracle.Evaluate(Operation.Backward, format, s, dy);

    private static double Value(FloatFormat format, ulong bits) => format.ToFloat64(bits);

    private static ulong Masked(FloatFormat format, ulong bits) => bits & (format.SignBit | (format.SignBit - 1));

    private static ulong Nearest(FloatFormat format, double value)
    {
        ExactNumber exact = ExactNumber.Abs(ExactNumber.Of(BitConverter.DoubleToUInt64Bits(value), FloatFormat.Float64));
        return Rounding.Round(double.IsNegative(value), exact.Significand, exact.Exponent, sticky: false, format);
    }

    private static (ulong Low, ulong High) Ordered(FloatFormat format, ulong first, ulong second)
    {
        // A NaN becomes a finite number of the same sign.
        ulong low = Finite(format, first), high = Finite(format, second);
        return Value(format, low) <= Value(format, high) ? (low, high) : (high, low);
    }

    private static ulong Finite(FloatFormat format, ulong bits) =>
        format.IsNaN(Masked(format, bits)) ? Masked(format, bits) & ~format.SmallestNormal : Masked(format, bits);
}
