using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>
/// S(x) = 1 / (1 + e^−x) for float32, correctly rounded, by way of float64.
/// </summary>
/// <remarks>
/// <para>
/// With t = −x·log2(e) = k + r, k an integer and |r| ≤ 1/2: e^−x = 2^k · 2^r, and S = 1 / (1 + 2^k · 2^r). Errors, relative: r takes
/// 2^-54 from the fused product and |x| · 2^-55.4 from log2(e); the polynomial 2^-57.3 by construction and 2^-53 in each of its last two
/// roundings; the fused 1 + e one rounding; the reciprocal two units in the last place. Together below 2^-50 where |x| is small, and 2^-48.
/// </para>
/// <para>
/// That is close enough for every float32 input but those whose S lies halfway between two float32 values up to terms that float64 does
/// not see: S = 1/2 + x/4 − x³/48 + …, and 1/2 + x/4 can be such a midpoint, the cubic term being below 2^-54. For |x| &lt; 2^-11 the
/// cubic term is relative to x/4 below 2^-25. Hence S and 1/2 + (x/4)(1 − 2^-24) both lie strictly between 1/2 + x/4 and 1/2 + x′/4, x′
/// the next float32 towards zero; no midpoint lies there, since each midpoint in this range is 1/2 + y/4 for a float32 y; so the single
/// rounding of fma(x, 1/4 − 2^-26, 1/2) is the rounding of S.
/// </para>
/// <para>
/// Beyond 2^-11, 1 / (1 + e) with e as computed here lies at least 2.09 float64 units away from every midpoint and on the side of S, for
/// all inputs but the three below: found by evaluating all 2^32, the nearest in 113 bits. The reciprocal moves it by two units at most,
/// so that no device's own last bits can decide a result. Of the three, two come out right where the reciprocal is rounded to nearest.
/// </para>
/// <para>
/// The mark of the tail asks on which side of S the rounded value lies, for x ≤ 0. Below 2^-11 the reasoning above holds for float32 values as
/// it does for midpoints, so that the tangent tells it, in float64, where from 2^-25 on neither its rounding nor the next tangent is in the
/// way; nearer to 0 the tail is that of 2^-25. Beyond 2^-11, 1 / (1 + e) lies at least 3 float64 units away from every float32 value and on the
/// side of S for all inputs but three, which was found in the same way; a reciprocal rounded to nearest leaves two of all to be named.
/// </para>
/// </remarks>
internal static class SigmoidThroughFloat64
{
    private const double NegatedLog2E = -1.4426950408889634;

    /// <summary>Beyond these S is 0 (e^-104 &lt; 2^-150) and 1: nothing is lost, and 2^k stays a normal float64.</summary>
    private const double Low = -104;
    private const double High = 104;

    /// <summary>The cubic term is out of sight below.</summary>
    private const double NearZero = 1.0 / (1 << 11);

    /// <summary>1/4 − 2^-26.</summary>
    internal const double Slope = 0.25 - 1.0 / (1 << 26);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Forward<TForm, TFloat32, TFloat64>(TFloat32 x)
        where TForm : struct, ISigmoidForm
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat32 bounded = TFloat32.Clamp(x, TFloat32.Of(Low), TFloat32.Of(TForm.IsMarked ? TailMark.Float32NearZero : High));
        TFloat64 wide = TFloat64.Widen(bounded);
        Exponential(wide, out TFloat64 power, out TFloat64 scale);
        TFloat64 denominator = TFloat64.FusedMultiplyAdd(power, scale, TFloat64.Of(1));
        TFloat64 unrounded = TFloat64.ApproximateReciprocal(denominator);
        if (!TForm.IsMarked)
            return WhereNearZero(x, HardestCases<TFloat32, TFloat64>(x, TFloat64.Round(unrounded)));
        TFloat64 tangent = TFloat64.FusedMultiplyAdd(wide, TFloat64.Of(Slope), TFloat64.Of(0.5));
        unrounded = TFloat64.WhereLess(TFloat64.Of(-NearZero), wide, tangent, unrounded);
        TFloat32 mark = TailMark.WhereItMayBe(x, TFloat64.RoundsUp(unrounded));
        return HardestTails<TFloat32, TFloat64>(x, TFloat64.Round(unrounded) | mark);
    }

    /// <summary>What the short ways of wide vectors leave, every NaN as the canonical one. Out of line: it is rare, and their loops stay short.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static TFloat32 LongWay<TForm, TFloat32, TFloat64>(TFloat32 x)
        where TForm : struct, ISigmoidForm
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat32 result = Forward<TForm, TFloat32, TFloat64>(x);
        return TFloat32.WhereEqual(result, result, result, TFloat32.OfBits(0x7FC00000));
    }

    /// <summary>The rounded tangent where the cubic term is out of sight, <paramref name="s"/> elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 WhereNearZero<TFloat32>(TFloat32 x, TFloat32 s)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        TFloat32 tangent = TFloat32.FusedMultiplyAdd(x, TFloat32.Of(Slope), TFloat32.Of(0.5));
        return WhereNearZero(x, tangent, s);
    }

    /// <summary>One value where the cubic term is out of sight, another elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 WhereNearZero<TFloat32>(TFloat32 x, TFloat32 then, TFloat32 otherwise)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32> =>
        TFloat32.WhereLess(TFloat32.Abs(x), TFloat32.Of(NearZero), then, otherwise);

    /// <summary>e^−x = power · scale with 1/√2 ≤ power ≤ √2 and a power of two, for |x| ≤ 700; within 2^-52 + |x| · 2^-55.9, relatively.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Exponential<TFloat64>(TFloat64 x, out TFloat64 power, out TFloat64 scale)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 shifted = TFloat64.FusedMultiplyAdd(x, TFloat64.Of(NegatedLog2E), TFloat64.RoundingShift);
        TFloat64 r = TFloat64.FusedMultiplyAdd(x, TFloat64.Of(NegatedLog2E), TFloat64.RoundingShift - shifted);
        power = PowerOfTwo(r);
        scale = TFloat64.TimesPowerOfTwo(TFloat64.Of(1), shifted);
    }

    // S lies 0.25, 0.49 and 1.06 float64 units away from a midpoint between two float32 values: float64 need not see on which side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat32 HardestCases<TFloat32, TFloat64>(TFloat32 x, TFloat32 s)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        s = TFloat32.WhereEqual(x, TFloat32.Of(-0.0011178852), TFloat32.Of(0.49972054), s);
        if (TFloat64.RoundsReciprocals)
            return s;
        s = TFloat32.WhereEqual(x, TFloat32.Of(0.039486412), TFloat32.Of(0.5098703), s);
        return TFloat32.WhereEqual(x, TFloat32.Of(-0.14087462), TFloat32.Of(0.46483946), s);
    }

    // The same for the marked form, where S may also lie too near to a float32 value: 1 or 2 float64 units in the second to the fourth.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat32 HardestTails<TFloat32, TFloat64>(TFloat32 x, TFloat32 tail)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        tail = TFloat32.WhereEqual(x, TFloat32.Of(-0.0011178852), TFloat32.OfBits(0x7EFFDB5F), tail);
        tail = TFloat32.WhereEqual(x, TFloat32.Of(-45.685104), TFloat32.OfBits(0x5E88452D), tail);
        if (TFloat64.RoundsReciprocals)
            return tail;
        tail = TFloat32.WhereEqual(x, TFloat32.Of(-0.039486412), TFloat32.OfBits(0x3EFAF247), tail);
        tail = TFloat32.WhereEqual(x, TFloat32.Of(-0.070892446), TFloat32.OfBits(0x7EF6EDF8), tail);
        return TFloat32.WhereEqual(x, TFloat32.Of(-0.14087462), TFloat32.OfBits(0x3EEDFF70), tail);
    }

    // The polynomial of degree 11 with float64 coefficients and least relative error for 2^r on |r| <= 1/2, by Sollya:
    // fpminimax(2^x, 11, [|1, D...|], [-1/2; 1/2], relative). Its odd and its even terms are two chains, which do not wait for each other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 PowerOfTwo<TFloat64>(TFloat64 r)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 square = r * r;
        TFloat64 odd = TFloat64.Of(4.450286591180108e-10);
        odd = TFloat64.FusedMultiplyAdd(odd, square, TFloat64.Of(1.0178084635189649e-07));
        odd = TFloat64.FusedMultiplyAdd(odd, square, TFloat64.Of(1.5252733810369278e-05));
        odd = TFloat64.FusedMultiplyAdd(odd, square, TFloat64.Of(0.001333355814637615));
        odd = TFloat64.FusedMultiplyAdd(odd, square, TFloat64.Of(0.05550410866482228));
        odd = TFloat64.FusedMultiplyAdd(odd, square, TFloat64.Of(0.6931471805599453));
        TFloat64 even = TFloat64.Of(7.0738274691139236e-09);
        even = TFloat64.FusedMultiplyAdd(even, square, TFloat64.Of(1.3215434993444437e-06));
        even = TFloat64.FusedMultiplyAdd(even, square, TFloat64.Of(0.00015403530457778098));
        even = TFloat64.FusedMultiplyAdd(even, square, TFloat64.Of(0.009618129107593491));
        even = TFloat64.FusedMultiplyAdd(even, square, TFloat64.Of(0.24022650695910133));
        even = TFloat64.FusedMultiplyAdd(even, square, TFloat64.Of(1));
        return TFloat64.FusedMultiplyAdd(odd, r, even);
    }
}
