using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>S(x) = 1 / (1 + e^−x) for float64, within 0.505 units in the last place, subnormal results included.</summary>
/// <remarks>
/// <para>
/// With −x = k·ln 2 + r, k an integer and |r| ≤ 0.3466: S = 2^-64 / (2^-64 + 2^(k−64) · e^r), where 2^-64 keeps e^−x in range where S is
/// subnormal. Every value that matters is kept in two parts, one rounded and one lost by rounding it: r, e^r, the denominator, its
/// reciprocal. The last addition is the only rounding of the size of a unit; all others together stay below 2^-62.5, relative to S:
/// the polynomial's 2^-65.4, its last rounding, which the factor r⁴ brings below 2^-63.6, and the next one, which r³ brings below 2^-64. The
/// worst of 40,000 x in 300 bits was 2^-62.8 away, the worst result of 10 million 0.5006 units.
/// </para>
/// <para>The reciprocal is <see cref="Reciprocal"/>, so that the bits are the same on every device.</para>
/// </remarks>
internal static class SigmoidFloat64
{
    private const double NegatedLog2E = -1.4426950408889634;

    /// <summary>ln 2 in two parts; the first has 42 bits, so that its product with k is exact.</summary>
    private const double Ln2 = 0.6931471805598903;
    private const double Ln2Rest = 5.497923018708371e-14;

    private const double Sixth = 1.0 / 6;
    private const double SixthRest = 9.25185853854297e-18;

    /// <summary>2^-64.</summary>
    private const double One = 5.421010862427522e-20;

    /// <summary>2^(-1022 + 64): scaled like the reciprocal, the least normal result.</summary>
    private const double SmallestNormal = 4.1045368012983762e-289;

    /// <summary>Beyond these S is 0 (e^-746 &lt; 2^-1075) and 1.</summary>
    private const double Low = -746;
    private const double High = 40;

    /// <summary>S, or for x ≤ 0 S with its mark, which is right but where S lies within 2^-61 of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Forward<TForm, TFloat64>(TFloat64 x)
        where TForm : struct, ISigmoidForm
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        x = TFloat64.Clamp(x, TFloat64.Of(Low), TFloat64.Of(TForm.IsMarked ? TailMark.Float64NearZero : High));
        ExponentialOfNegative(x, out TFloat64 shifted, out TFloat64 power, out TFloat64 excessOfPower);

        TFloat64 one = TFloat64.Of(One);
        TFloat64 scale = TFloat64.TimesPowerOfTwo(one, shifted);
        TFloat64 exponential = power * scale;
        TFloat64 denominator = one + exponential;
        TFloat64 added = denominator - one;
        TFloat64 excess = (denominator - added - one) + (added - exponential);
        excess = TFloat64.FusedMultiplyAdd(excessOfPower, scale, excess);

        TFloat64 reciprocal = Reciprocal.Of(denominator, Reciprocal.Float64Nudge);
        TFloat64 error = TFloat64.FusedMultiplyAdd(TFloat64.Of(0) - denominator, reciprocal, TFloat64.Of(1));
        error = TFloat64.FusedMultiplyAdd(excess, reciprocal, error);
        TFloat64 s = TFloat64.FusedMultiplyAdd(reciprocal, error, reciprocal);
        TFloat64 lost = TFloat64.FusedMultiplyAdd(reciprocal, error, reciprocal - s);

        TFloat64 threshold = TFloat64.Of(SmallestNormal);
        TFloat64 result = TFloat64.WhereLess(s, threshold, Subnormal.Round(s, lost, threshold), s) * one;
        return TForm.IsMarked ? TailMark.Set(result, lost) : result;
    }

    /// <summary>e^−x = (power − excess) · 2^k with shifted = k + <see cref="ILane{TSelf}.RoundingShift"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ExponentialOfNegative<TFloat64>(
        TFloat64 x, out TFloat64 shifted, out TFloat64 power, out TFloat64 excess)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        shifted = TFloat64.FusedMultiplyAdd(x, TFloat64.Of(NegatedLog2E), TFloat64.RoundingShift);
        TFloat64 negatedK = TFloat64.RoundingShift - shifted;
        TFloat64 exact = TFloat64.FusedMultiplyAdd(negatedK, TFloat64.Of(Ln2), TFloat64.Of(0) - x);
        TFloat64 r = TFloat64.FusedMultiplyAdd(negatedK, TFloat64.Of(Ln2Rest), exact);
        TFloat64 excessOfR = r - exact - negatedK * TFloat64.Of(Ln2Rest);
        Exponential(r, excessOfR, out power, out excess);
    }

    // e^r = 1 + r(1 + r(1/2 + r(1/6 + r·p))), innermost first; each sum is followed by what its rounding added to it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exponential<TFloat64>(TFloat64 r, TFloat64 excessOfR, out TFloat64 power, out TFloat64 excess)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 term = TFloat64.FusedMultiplyAdd(r, Tail(r), TFloat64.Of(SixthRest));
        power = TFloat64.Of(Sixth) + term;
        excess = power - TFloat64.Of(Sixth) - term;
        TimesPlus(r, TFloat64.Of(0.5), ref power, ref excess);
        TimesPlus(r, TFloat64.Of(1), ref power, ref excess);
        TimesPlus(r, TFloat64.Of(1), ref power, ref excess);
        excess = TFloat64.FusedMultiplyAdd(excessOfR, power, excess);
    }

    // value · r + addend, for an addend of greater magnitude than the product.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TimesPlus<TFloat64>(TFloat64 r, TFloat64 addend, ref TFloat64 value, ref TFloat64 excess)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 product = r * value;
        excess = TFloat64.FusedMultiplyAdd(r, excess, TFloat64.FusedMultiplyAdd(TFloat64.Of(0) - r, value, product));
        value = addend + product;
        excess = value - addend - product + excess;
    }

    // Of degree 9 with float64 coefficients, r^4 · p within 2^-65.9 of e^r - 1 - r - r^2/2 - r^3/6 on |r| <= 0.3466, by Sollya:
    // fpminimax((exp(x)-1-x-x^2/2-x^3/6)/x^4, 9, [|D...|], [-0.3466; 0.3466], relative).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 Tail<TFloat64>(TFloat64 r)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 p = TFloat64.Of(1.6056415044374667e-10);
        p = TFloat64.FusedMultiplyAdd(p, r, TFloat64.Of(2.0907293652718147e-09));
        p = TFloat64.FusedMultiplyAdd(p, r, TFloat64.Of(2.505215348202939e-08));
        p = TFloat64.FusedMultiplyAdd(p, r, TFloat64.Of(2.755729362001034e-07));
        p = TFloat64.FusedMultiplyAdd(p, r, TFloat64.Of(2.755731917190194e-06));
        p = TFloat64.FusedMultiplyAdd(p, r, TFloat64.Of(2.4801587307556953e-05));
        p = TFloat64.FusedMultiplyAdd(p, r, TFloat64.Of(0.00019841269841289156));
        p = TFloat64.FusedMultiplyAdd(p, r, TFloat64.Of(0.0013888888888889748));
        p = TFloat64.FusedMultiplyAdd(p, r, TFloat64.Of(0.008333333333333331));
        p = TFloat64.FusedMultiplyAdd(p, r, TFloat64.Of(0.041666666666666664));
        return p;
    }
}
