using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>
/// S(x) = 1 / (1 + e^−x) for input that came from Half or bfloat16, in float32 alone: what it gives is correctly rounded once it is
/// rounded to the input's type.
/// </summary>
/// <remarks>
/// <para>
/// With t = −x·log2(e) = k + r, |r| ≤ 1/2: S = 2^-32 / (2^-32 + 2^(k−32) · 2^r). The factor 2^-32 keeps e^−x in range where S is a
/// subnormal bfloat16. Away from the subnormals the result is within 2^-20.9 of S: x·log2(e) is off by 2^-24.7·|x| at |x| ≤ 17.4,
/// where Half reaches 0, and every other rounding by less than 2^-23. The reciprocal's error of 2^-22 is squared by its last step.
/// </para>
/// <para>
/// A midpoint of a 2-byte type comes nearer than that to S for a few dozen inputs. All operations but the reciprocal round alike
/// everywhere, and the reciprocal's last bits are squared away; so that a check of all 65536 inputs of each type on one device, which the
/// tests make, is a proof for every device: nudging the result by 2^-26 either way changes none, nor does a unit of float32 where the
/// result is subnormal.
/// </para>
/// <para>
/// Near zero 1/2 + x/4 can be a midpoint, and the cubic term −x³/48 decides. For |x| &lt; 2^-5 it is relative to x/4 below 2^-13.5. Hence S
/// and 1/2 + (x/4)(1 − 2^-12) both lie strictly between 1/2 + x/4 and 1/2 + x′/4, x′ being x less one part in 2^11 or the next value
/// of its type towards zero; no midpoint lies there, since every one in this range is 1/2 + y/4 for a y of the type. float32 sees the
/// 2^-12: the smallest x at a midpoint is 2^-11, and there the two are 2^-25 apart.
/// </para>
/// </remarks>
internal static class SigmoidNarrow
{
    private const double NegatedLog2E = -1.4426950408889634;

    /// <summary>2^-32.</summary>
    private const double One = 1.0 / (1L << 32);

    /// <summary>Beyond these S is 0 (e^-104 &lt; 2^-150) and 1.</summary>
    private const double Low = -104;
    private const double High = 32;

    private const double NearZero = 1.0 / (1 << 5);

    /// <summary>From here to 0 the tail of either type is 1/2 and marked, and the tangent tells it.</summary>
    private const double TailNearZero = -1.0 / (1 << 13);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Forward<TFloat32>(TFloat32 x)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32> =>
        OfBounded(TFloat32.Clamp(x, TFloat32.Of(Low), TFloat32.Of(High)));

    /// <summary>
    /// The marked tail of x ≤ 0. A check of all inputs proves the marks too, near zero by the same reasoning as the
    /// values: float32 sees on which side of a number of the type the tangent lies.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Tail<TFormat, TFloat32>(TFloat32 x)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        TFloat32 s = OfBounded(TFloat32.Clamp(x, TFloat32.Of(Low), TFloat32.Of(TailNearZero)));
        TFloat32 rounded = TFloat32.RoundTo<TFormat>(s);
        // What the mark adds to the exponent stands 16 places above a quarter of the type's last place.
        TFloat32 mark = TFloat32.WhereLess(s, rounded, TFloat32.OfBits(1u << (TFormat.QuarterPlace + 16)), TFloat32.OfBits(0));
        mark = TFloat32.WhereLess(rounded, TFloat32.Of(TFormat.LeastMarked), TFloat32.OfBits(0), mark);
        return TFloat32.AddBits(rounded, mark);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat32 OfBounded<TFloat32>(TFloat32 x)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        TFloat32 shifted = TFloat32.FusedMultiplyAdd(x, TFloat32.Of(NegatedLog2E), TFloat32.RoundingShift);
        TFloat32 r = TFloat32.FusedMultiplyAdd(x, TFloat32.Of(NegatedLog2E), TFloat32.RoundingShift - shifted);
        TFloat32 scale = TFloat32.TimesPowerOfTwo(TFloat32.Of(One), shifted);
        TFloat32 denominator = TFloat32.FusedMultiplyAdd(PowerOfTwoLessOne(r), scale, scale + TFloat32.Of(One));

        TFloat32 reciprocal = TFloat32.ApproximateReciprocal(denominator);
        TFloat32 excess = TFloat32.FusedMultiplyAdd(denominator, reciprocal, TFloat32.Of(-1));
        TFloat32 s = TFloat32.FusedMultiplyAdd(reciprocal * TFloat32.Of(-One), excess, reciprocal * TFloat32.Of(One));

        TFloat32 tangent = TFloat32.FusedMultiplyAdd(x, TFloat32.Of(0.25 - 1.0 / (1 << 14)), TFloat32.Of(0.5));
        return TFloat32.WhereLess(TFloat32.Abs(x), TFloat32.Of(NearZero), tangent, s);
    }

    // Of degree 6 with float32 coefficients, (1 + r·p) / 2^r within 1 ± 2^-27.6 on |r| <= 1/2, by Sollya:
    // fpminimax((2^x - 1)/x, 5, [|24, 24, 24, 24, 24, 24|], [-1/2; 1/2], relative).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat32 PowerOfTwoLessOne<TFloat32>(TFloat32 r)
        where TFloat32 : unmanaged, ILane<TFloat32>
    {
        TFloat32 p = TFloat32.Of(0.00015376712);
        p = TFloat32.FusedMultiplyAdd(p, r, TFloat32.Of(0.0013387894));
        p = TFloat32.FusedMultiplyAdd(p, r, TFloat32.Of(0.009618323));
        p = TFloat32.FusedMultiplyAdd(p, r, TFloat32.Of(0.055503663));
        p = TFloat32.FusedMultiplyAdd(p, r, TFloat32.Of(0.24022649));
        p = TFloat32.FusedMultiplyAdd(p, r, TFloat32.Of(0.6931472));
        return r * p;
    }
}
