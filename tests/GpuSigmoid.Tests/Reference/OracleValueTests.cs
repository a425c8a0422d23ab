using GpuSigmoid.Reference;
using Xunit;
using static System.BitConverter;

namespace GpuSigmoid.Tests.Reference;

/// <summary>Values that follow from the formula by hand.</summary>
public sealed class OracleValueTests
{
    private const float Infinity = float.PositiveInfinity;

    [Fact]
    public void ForwardAtTheEndsAndTheMiddle()
    {
        Assert.Equal(0.5, Oracle.Sigmoid(0.0));
        Assert.Equal(0.5f, Oracle.Sigmoid(-0f));
        Assert.Equal((Half)0.5, Oracle.Sigmoid((Half)0));
        Assert.Equal(1.0, Oracle.Sigmoid(double.PositiveInfinity));
        Assert.Equal(0L, DoubleToInt64Bits(Oracle.Sigmoid(double.NegativeInfinity)));
        Assert.Equal(1.0, Oracle.Sigmoid(double.MaxValue));
        Assert.Equal(0L, DoubleToInt64Bits(Oracle.Sigmoid(double.MinValue)));
        Assert.Equal(0.5, Oracle.Sigmoid(double.Epsilon));
        // ln 3 to 53 bits; S(ln 3) = 3/4, and the derivative there, 3/16, is too small to move the result by a unit.
        Assert.Equal(0.75, Oracle.Sigmoid(Math.Log(3)), Math.ScaleB(1, -53));
    }

    /// <summary>e^-745.13 is just above, e^-745.14 just below half of the smallest subnormal number 2^-1074.</summary>
    [Fact]
    public void ForwardUnderflowsWhereTheExponentialDoes()
    {
        Assert.Equal(double.Epsilon, Oracle.Sigmoid(-745.13));
        Assert.Equal(0.0, Oracle.Sigmoid(-745.14));
    }

    /// <summary>0.5 + x/4 is halfway between two numbers, and -x^3/48 puts S(x) on the side of 0.5.</summary>
    [Fact]
    public void TheCubicTermDecidesTies()
    {
        double x = 3 * Math.ScaleB(1, -52);
        Assert.Equal(0.5 + Math.ScaleB(1, -53), Oracle.Sigmoid(x));
        Assert.Equal(0.5, Oracle.Sigmoid(x / 3));
        // Below 0.5 the spacing is half of that: 0.5 − 3 · 2^-55 lies between 0.5 − 2^-54 and 0.5 − 2^-53.
        Assert.Equal(0.5 - Math.ScaleB(1, -54), Oracle.Sigmoid(-3 * Math.ScaleB(1, -53)));
    }

    [Fact]
    public void NaNGivesTheCanonicalNaN()
    {
        Assert.Equal(0x7FF8000000000000UL, DoubleToUInt64Bits(Oracle.Sigmoid(UInt64BitsToDouble(0xFFF0000000000001))));
        Assert.Equal(0x7FC00000U, SingleToUInt32Bits(Oracle.Sigmoid(UInt32BitsToSingle(0xFFC12345))));
        Assert.Equal((ushort)0x7E00, HalfToUInt16Bits(Oracle.Sigmoid(UInt16BitsToHalf(0xFFFF))));
        Assert.Equal((ushort)0x7FC0, Oracle.SigmoidBFloat16(0xFFFF));
        Assert.Equal(0x7FC00000U, SingleToUInt32Bits(Oracle.Backward(0.5f, UInt32BitsToSingle(0xFFC12345))));
        Assert.Equal((ushort)0x7FC0, Oracle.DerivativeBFloat16(0xFF81));
    }

    [Theory]
    [InlineData(0.5f, 1f, 0.25f)]
    [InlineData(0.5f, -3f, -0.75f)]
    [InlineData(2f, 1f, -2f)]
    [InlineData(-1f, 1f, -2f)]
    [InlineData(0f, 1f, 0f)]
    [InlineData(0f, -1f, -0f)]
    [InlineData(1f, 1f, 0f)]
    [InlineData(1f, -1f, -0f)]
    [InlineData(2f, 0f, -0f)]
    [InlineData(0.5f, Infinity, Infinity)]
    [InlineData(0.5f, -Infinity, -Infinity)]
    [InlineData(2f, Infinity, -Infinity)]
    [InlineData(0f, Infinity, float.NaN)]
    [InlineData(1f, -Infinity, float.NaN)]
    [InlineData(Infinity, 1f, -Infinity)]
    [InlineData(-Infinity, 1f, -Infinity)]
    [InlineData(Infinity, -1f, Infinity)]
    [InlineData(Infinity, 0f, float.NaN)]
    [InlineData(Infinity, -Infinity, Infinity)]
    [InlineData(float.MaxValue, 1f, -Infinity)]
    [InlineData(float.Epsilon, 0.25f, 0f)]
    [InlineData(float.Epsilon, -0.25f, -0f)]
    [InlineData(float.NaN, 0f, float.NaN)]
    public void BackwardFollowsTheFormula(float s, float dy, float expected)
    {
        float actual = Oracle.Backward(s, dy);
        Assert.True(
            float.IsNaN(expected) ? float.IsNaN(actual) : SingleToUInt32Bits(expected) == SingleToUInt32Bits(actual),
            $"dx({s}, {dy}): wanted {expected:R}, got {actual:R}");
    }

    [Fact]
    public void BackwardKeepsTheSignOfZero()
    {
        BackwardFollowsTheFormula(-0f, 1f, -0f);
        BackwardFollowsTheFormula(-0f, -1f, 0f);
        BackwardFollowsTheFormula(2f, -0f, 0f);
        BackwardFollowsTheFormula(-0f, Infinity, float.NaN);
    }

    /// <summary>With m = 2^128 − 2^104 the exact value is −m(m − 1) · 2^-149 = −2^107 + 2^84 − …: s · (1 − s) alone overflows.</summary>
    [Fact]
    public void NothingOverflowsOnTheWay() => BackwardFollowsTheFormula(
        float.MaxValue, float.Epsilon, -(float)(Math.ScaleB(1, 107) - Math.ScaleB(1, 84)));

    [Fact]
    public void ErrorIsMeasuredInUnitsOfTheExactValue()
    {
        Assert.Equal(0, Oracle.BackwardErrorInUlp(0.5f, 1f, 0.25f));
        Assert.Equal(1, Oracle.BackwardErrorInUlp(0.5f, 1f, float.BitIncrement(0.25f)));
        // Below a power of two numbers lie half as far apart, but the unit is that of the exact value.
        Assert.Equal(0.5, Oracle.BackwardErrorInUlp(0.5f, 1f, float.BitDecrement(0.25f)));
        Assert.Equal(0.25, Oracle.BackwardErrorInUlp(0.5f, float.Epsilon, 0f));
        Assert.Equal(3, Oracle.DerivativeErrorInUlp(0f, 3 * float.Epsilon));
        Assert.Equal(double.PositiveInfinity, Oracle.DerivativeErrorInUlp(0.5, double.NaN));
        Assert.Equal(0, Oracle.DerivativeErrorInUlp(double.NaN, double.NaN));
        Assert.Equal(double.PositiveInfinity, Oracle.SigmoidErrorInUlp(float.NaN, 0.5f));
        Assert.Equal(1, Oracle.SigmoidErrorInUlp(0.0, double.BitIncrement(0.5)), Math.ScaleB(1, -40));
        Assert.Equal(0, Oracle.SigmoidErrorInUlp(double.NegativeInfinity, 0.0));
    }

    [Fact]
    public void AnInfiniteResultStandsForTheEndOfTheRange()
    {
        Assert.Equal(0, Oracle.DerivativeErrorInUlp(float.MaxValue, float.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, Oracle.DerivativeErrorInUlp(float.MaxValue, float.PositiveInfinity));
        // -2 · MaxValue/2 is the largest finite number: infinity is one unit beyond.
        Assert.Equal(1, Oracle.BackwardErrorInUlp(2f, -float.MaxValue / 2, float.PositiveInfinity));
        Assert.Equal(0, Oracle.BackwardErrorInUlp(2f, -float.MaxValue / 2, float.MaxValue));
    }
}
