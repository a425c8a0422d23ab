using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>
/// S(x) = 1 / (1 + e^−x) for float32, correctly rounded, in float32 alone: for devices whose float64 is slow.
/// </summary>
/// <remarks>
/// <para>
/// With −x = k·ln 2 − r, k an integer and |r| ≤ 0.3466, and C = r·coth(r/2) = 2 + r²/6 − r⁴/360 + …: e^−r = (C − r) / (C + r), so that
/// S = (C + r) / ((C + r) + 2^k (C − r)) takes a single division. C needs few terms, and its error counts only r/2 times. Numerator and
/// denominator are scaled by 2^-32 to keep e^−x in range where S is subnormal.
/// </para>
/// <para>
/// Every value that matters is kept in two parts: a float32, and the excess of that over the true value, itself a float32. The excess being
/// below 2^-24 of the value, each of its own roundings is below 2^-48. A dozen of them and C's polynomial with 2^-51 make the error of S
/// before its only full rounding less than 2^-44, relative; 2^-48.3 is what it is in the mean square.
/// </para>
/// <para>
/// A few hundred of the 2^32 inputs have an S nearer than that to a midpoint of two float32 values. All operations but the reciprocal
/// round alike everywhere and <see cref="Reciprocal"/> makes that one do so too; hence what was found by trying all inputs on one device
/// holds on every one: four inputs are rounded to the wrong side, and their results are named instead. So are the tails
/// of five negative inputs, for the value or the mark.
/// </para>
/// <para>Next to 0 it is <see cref="SigmoidThroughFloat64"/>'s tangent that decides, for the reason given there.</para>
/// </remarks>
internal static class SigmoidThroughFloat32
{
    private const double NegatedLog2E = -1.4426950408889634;

    /// <summary>ln 2 in three parts: the first has 16 bits, so that its product with k is exact.</summary>
    private const double Ln2 = 0.69314575;
    private const double Ln2Middle = 1.4286068e-06;
    private const double Ln2Rest = 5.497923e-14;

    /// <summary>1/6 and −1/360, each with what float32 leaves of it.</summary>
    private const double Sixth = 0.16666667;
    private const double SixthRest = -4.967054e-09;
    private const double Fourth = -0.0027777778;
    private const double FourthRest = 6.726219e-11;

    /// <summary>2^-32.</summary>
    private const double One = 1.0 / (1L << 32);

    /// <summary>2^(-126 + 32): scaled like the quotient, the least normal result.</summary>
    private const double SmallestNormal = 5.048709793414476e-29;

    /// <summary>Beyond these S is 0 (e^-104 &lt; 2^-150) and 1.</summary>
    private const double Low = -104;
    private const double High = 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Forward<TForm, TFloat32>(TFloat32 x)
        where TForm : struct, ISigmoidForm
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        TFloat32 bounded = TFloat32.Clamp(x, TFloat32.Of(Low), TFloat32.Of(TForm.IsMarked ? TailMark.Float32NearZero : High));
        TFloat32 shifted = TFloat32.FusedMultiplyAdd(bounded, TFloat32.Of(NegatedLog2E), TFloat32.RoundingShift);
        Remainder(bounded, shifted, out TFloat32 r, out TFloat32 rExcess);
        HyperbolicCotangent(r, rExcess, out TFloat32 c, out TFloat32 cExcess);

        TFloat32 numerator = c + r;
        TFloat32 numeratorExcess = numerator - c - r + rExcess + cExcess;
        TFloat32 difference = c - r;
        TFloat32 differenceExcess = difference - c + r - rExcess + cExcess;

        TFloat32 scale = TFloat32.TimesPowerOfTwo(TFloat32.Of(One), shifted);
        TFloat32 left = numerator * TFloat32.Of(One);
        TFloat32 right = difference * scale;
        TFloat32 denominator = left + right;
        TFloat32 added = denominator - left;
        TFloat32 excess = (denominator - added - left) + (added - right);
        excess = TFloat32.FusedMultiplyAdd(differenceExcess, scale, excess);
        excess = TFloat32.FusedMultiplyAdd(numeratorExcess, TFloat32.Of(One), excess);

        Divide(numerator, numeratorExcess, denominator, excess, out TFloat32 s, out TFloat32 lost);
        TFloat32 threshold = TFloat32.Of(SmallestNormal);
        s = TFloat32.WhereLess(s, threshold, Subnormal.Round(s, lost, threshold), s) * TFloat32.Of(One);
        if (!TForm.IsMarked)
            return SigmoidThroughFloat64.WhereNearZero(x, HardestCases(x, s));
        s = SigmoidThroughFloat64.WhereNearZero(bounded, s);
        // 1/2 less a number near it is exact.
        TFloat32 tangentLost = TFloat32.FusedMultiplyAdd(bounded, TFloat32.Of(SigmoidThroughFloat64.Slope), TFloat32.Of(0.5) - s);
        lost = SigmoidThroughFloat64.WhereNearZero(bounded, tangentLost, lost);
        TFloat32 mark = TailMark.WhereItMayBe(x, (lost & TFloat32.OfBits(0x80000000)) >>> 1);
        return HardestTails(x, s | mark);
    }

    // r = x + k·ln 2. The first product is exact and so is its sum with x; the second is rounded, and what that added kept.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Remainder<TFloat32>(TFloat32 x, TFloat32 shifted, out TFloat32 r, out TFloat32 excess)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        TFloat32 k = shifted - TFloat32.RoundingShift;
        TFloat32 negatedK = TFloat32.RoundingShift - shifted;
        TFloat32 exact = TFloat32.FusedMultiplyAdd(k, TFloat32.Of(Ln2), x);
        TFloat32 middle = k * TFloat32.Of(Ln2Middle);
        r = exact + middle;
        excess = r - exact - middle + TFloat32.FusedMultiplyAdd(negatedK, TFloat32.Of(Ln2Middle), middle);
        excess = TFloat32.FusedMultiplyAdd(negatedK, TFloat32.Of(Ln2Rest), excess);
    }

    // C = 2 + z(1/6 + z(−1/360 + z·p)), z = r². p has degree 2 and float32 coefficients, z³·p being within 2^-51 of the rest, by Sollya:
    // C = sqrt(x)*(exp(sqrt(x))+1)/(exp(sqrt(x))-1); fpminimax((((C-2)/x-1/6)/x+1/360)/x, 2, [|SG...|], [2^-12; 0.1203], absolute).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void HyperbolicCotangent<TFloat32>(TFloat32 r, TFloat32 rExcess, out TFloat32 c, out TFloat32 excess)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        TFloat32 z = r * r;
        TFloat32 zExcess = TFloat32.FusedMultiplyAdd(r + r, rExcess, TFloat32.FusedMultiplyAdd(TFloat32.Of(0) - r, r, z));
        TFloat32 p = TFloat32.FusedMultiplyAdd(z, TFloat32.Of(4.1778392e-08), TFloat32.Of(-1.6534628e-06));
        p = TFloat32.FusedMultiplyAdd(z, p, TFloat32.Of(6.613757e-05));

        TFloat32 term = TFloat32.FusedMultiplyAdd(z, p, TFloat32.Of(FourthRest));
        c = TFloat32.Of(Fourth) + term;
        excess = c - TFloat32.Of(Fourth) - term;
        TimesPlus(z, zExcess, TFloat32.Of(Sixth), ref c, ref excess);
        excess -= TFloat32.Of(SixthRest);
        TimesPlus(z, zExcess, TFloat32.Of(2), ref c, ref excess);
    }

    // value · z + addend, for an addend of greater magnitude than the product.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TimesPlus<TFloat32>(TFloat32 z, TFloat32 zExcess, TFloat32 addend, ref TFloat32 value, ref TFloat32 excess)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        TFloat32 product = z * value;
        excess = TFloat32.FusedMultiplyAdd(z, excess, TFloat32.FusedMultiplyAdd(TFloat32.Of(0) - z, value, product));
        excess = TFloat32.FusedMultiplyAdd(zExcess, value, excess);
        value = addend + product;
        excess = value - addend - product + excess;
    }

    // The quotient rounded once, and what that lost: a first quotient is corrected by its remainder times the reciprocal, whose own error
    // is multiplied out of the remainder before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Divide<TFloat32>(
        TFloat32 numerator,
        TFloat32 numeratorExcess,
        TFloat32 denominator,
        TFloat32 denominatorExcess,
        out TFloat32 quotient,
        out TFloat32 lost)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        TFloat32 negated = TFloat32.Of(0) - denominator;
        TFloat32 reciprocal = Reciprocal.Of(denominator, Reciprocal.Float32Nudge);
        TFloat32 first = numerator * reciprocal;
        TFloat32 remainder = TFloat32.FusedMultiplyAdd(negated, first, numerator) +
            TFloat32.FusedMultiplyAdd(denominatorExcess, first, TFloat32.Of(0) - numeratorExcess);
        TFloat32 error = TFloat32.FusedMultiplyAdd(negated, reciprocal, TFloat32.Of(1));
        error = TFloat32.FusedMultiplyAdd(denominatorExcess, reciprocal, error);
        remainder = TFloat32.FusedMultiplyAdd(remainder, error, remainder);
        quotient = TFloat32.FusedMultiplyAdd(remainder, reciprocal, first);
        lost = TFloat32.FusedMultiplyAdd(remainder, reciprocal, first - quotient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat32 HardestCases<TFloat32>(TFloat32 x, TFloat32 s)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        s = TFloat32.WhereEqual(x, TFloat32.Of(0.0008872748), TFloat32.Of(0.5002218), s);
        s = TFloat32.WhereEqual(x, TFloat32.Of(0.004276878), TFloat32.Of(0.5010692), s);
        s = TFloat32.WhereEqual(x, TFloat32.Of(-0.0011178852), TFloat32.Of(0.49972054), s);
        return TFloat32.WhereEqual(x, TFloat32.Of(-0.0053236014), TFloat32.Of(0.49866912), s);
    }

    // The same for the marked form: two of these, and those with what was lost on the wrong side of 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat32 HardestTails<TFloat32>(TFloat32 x, TFloat32 tail)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        tail = TFloat32.WhereEqual(x, TFloat32.Of(-0.0011178852), TFloat32.OfBits(0x7EFFDB5F), tail);
        tail = TFloat32.WhereEqual(x, TFloat32.Of(-0.0053236014), TFloat32.OfBits(0x7EFF518F), tail);
        tail = TFloat32.WhereEqual(x, TFloat32.Of(-0.070892446), TFloat32.OfBits(0x7EF6EDF8), tail);
        tail = TFloat32.WhereEqual(x, TFloat32.Of(-7.8122654), TFloat32.OfBits(0x39D41D52), tail);
        return TFloat32.WhereEqual(x, TFloat32.Of(-45.685104), TFloat32.OfBits(0x5E88452D), tail);
    }
}
