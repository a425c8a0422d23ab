using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuSigmoid.Numerics.Lanes;
using Pipeline = GpuSigmoid.Numerics.SigmoidPipeline<System.Runtime.Intrinsics.Vector512<float>>;

namespace GpuSigmoid.Numerics;

/// <summary>
/// S(x) = 1 / (1 + e^−x) for float32, correctly rounded, for vectors of 512 bits: a short computation in pairs of float32 values that
/// knows when its sum is certain to round as S does, and the long one for the vectors where it is not (Ziv's method).
/// </summary>
/// <remarks>
/// <para>
/// The exponential. With k the multiple of 1/32 nearest to −x·log2(e), j/32 its fraction, T_j the float32 nearest to 2^(j/32), t =
/// 2^floor(k) · T_j and r = −x − k · Log2, which is exact (below): e^−x = t · e^r · e^w with w = ln(2^(j/32) / T_j) + k · (Log2 − ln(2)).
/// The first summand of w is in a table. e^r · e^w = (1 + r)(1 + z), and z = r²(1/2 − r/3 + 3r²/8 …) + w, of which no more than three
/// terms are wanted: |r| ≤ 2^-6.5 makes them right to 2^-37. So e^−x = hi + hi · z + what hi = t(1 + r) lost in rounding.
/// </para>
/// <para>
/// r is exact: k = 0 leaves −x; elsewhere x is a multiple of 2^-30, k · Log2 of 2^-29, and |r| &lt; 2^-6.
/// </para>
/// <para>
/// The reciprocal. s = 1 + hi, rounded. s − 1 is exact up to 2^24, hence x ≥ −16.6; so is t − (s − 1); and t · r added to that is what s
/// lacks of 1 + t(1 + r): no more than half a unit in its last place, so the rounding of this sum is out of sight. g is 1/s to 14 bits,
/// d = 1 − g(s + rest) is below 2^-13, and S = g / (1 − d) = g + g(d + d² + …), where d³, the first left out, is below 2^-39. g(1 + d + d²)
/// is within 2^-35.2 of S, relatively, for all x in reach: measured, and below 2^-35.1 with guesses moved as far as their 14 bits allow, since
/// processors differ in them.
/// </para>
/// <para>
/// The last rounding. g + g(d + d² ± 2^-35) is computed with one rounding for each sign; where both give one float32, S does. One vector
/// in a hundred has an element where they do not. That takes the long way, as does an x out of reach and a NaN.
/// </para>
/// <para>
/// In the marked form the side on which the rounded value lies is computed with each sign too, and both must agree: twice as many elements take
/// the long way. x from −2^-25 to 0 counts as −2^-25 there, so that a 0 does not.
/// </para>
/// <para>
/// g needs the longest chain and depends on nothing but hi: its step comes before the one that refines what it is a guess from.
/// </para>
/// </remarks>
internal readonly struct SigmoidAvx512 : ISigmoidSteps<Vector512<float>>
{
    /// <summary>
    /// 1 + e^−x is below 2^24 from −16.6 on, and this is the x near there whose S comes nearest to a midpoint, to 2^-44: always in doubt. What
    /// is out of reach is moved to it, and so needs no test of its own.
    /// </summary>
    internal const float Smallest = -16.380861f;

    /// <summary>1 + e^−x is 1 from here on, and the exponent of e^−x must stay in range.</summary>
    internal const float Largest = 80;

    internal const float NegatedLog2E = -1.442695f;
    internal const float Log2 = 0.6931472f;
    internal const float Log2Rest = 1.9046543e-9f; // Log2 − ln(2)

    // z without w is r² times this, by Sollya: remez(exp(x)/(1+x)-1, [|2,3,4|], [-R;R]) with R = 1.0005·ln(2)/64, rounded.
    private const float Square = 0.5f;
    private const float Cube = -0.33337075f;
    private const float Fourth = 0.37506576f;

    /// <summary>2^-35.</summary>
    private const float Uncertainty = 2.910383e-11f;

    public static bool IsSupported => Avx512F.IsSupported;

    /// <summary>The results; every NaN is the canonical one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 Forward<TForm>(Float32x16 x)
        where TForm : struct, ISigmoidForm
    {
        Vector512<float> above = Correct<TForm>(Refine(GuessFrom(Reduce<TForm>(x))), out Vector512<float> below);
        return Vector512.EqualsAll(above, below) ? above : SigmoidThroughFloat64.LongWay<TForm, Float32x16, Float64x16>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pipeline.Argument Reduce<TForm>(Vector512<float> input)
        where TForm : struct, ISigmoidForm
    {
        // The operands' order lets a NaN through.
        Vector512<float> largest = Vector512.Create(TForm.IsMarked ? (float)TailMark.Float32NearZero : Largest);
        Vector512<float> x = Avx512F.Min(largest, Avx512F.Max(Vector512.Create(Smallest), input));
        Vector512<float> shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(NegatedLog2E), Vector512.Create(PowersOfTwo.RoundingShift));
        Vector512<float> k = shifted - Vector512.Create(PowersOfTwo.RoundingShift);
        return new Pipeline.Argument(shifted, k, Avx512F.FusedMultiplySubtractNegated(k, Vector512.Create(Log2), x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pipeline.Guess GuessFrom(in Pipeline.Argument x)
    {
        Vector512<float> t = PowersOfTwo.At(x.Shifted);
        Vector512<float> w = Vector512.FusedMultiplyAdd(
            x.K, Vector512.Create(Log2Rest), Avx512F.PermuteVar16x32x2(RestsLower, x.Shifted.AsInt32(), RestsUpper));
        Vector512<float> hi = Vector512.FusedMultiplyAdd(t, x.R, t);
        Vector512<float> s = Vector512<float>.One + hi;
        return new Pipeline.Guess(t, x.R, w, hi, s, Avx512F.Reciprocal14(s));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pipeline.Quotient Refine(in Pipeline.Guess x)
    {
        Vector512<float> c = Vector512.FusedMultiplyAdd(Vector512.Create(Fourth), x.R, Vector512.Create(Cube));
        c = Vector512.FusedMultiplyAdd(c, x.R, Vector512.Create(Square));
        Vector512<float> z = Vector512.FusedMultiplyAdd(x.R * x.R, c, x.W);
        Vector512<float> rest = Vector512.FusedMultiplyAdd(x.T, x.R, x.T - (x.S - Vector512<float>.One));
        return new Pipeline.Quotient(x.S, Vector512.FusedMultiplyAdd(x.Hi, z, rest), x.G);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Correct<TForm>(in Pipeline.Quotient x, out Vector512<float> below)
        where TForm : struct, ISigmoidForm
    {
        Vector512<float> g = x.G;
        Vector512<float> d = Avx512F.FusedMultiplyAddNegated(g, x.S, Vector512<float>.One);
        d = Avx512F.FusedMultiplyAddNegated(g, x.Rest, d);
        d = Vector512.FusedMultiplyAdd(d, d, d);
        below = Sum<TForm>(g, d - Vector512.Create(Uncertainty));
        return Sum<TForm>(g, d + Vector512.Create(Uncertainty));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Unequal(Vector512<float> left, Vector512<float> right) =>
        (uint)Avx512F.CompareNotEqual(left, right).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Negative(Vector512<float> values) => values | Vector512.Create(-0f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WithSigns(Vector512<float> values, Vector512<float> signs) => values | (signs & Vector512.Create(-0f));

    /// <summary>g + g·d, rounded once, in that form; normal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sum<TForm>(Vector512<float> g, Vector512<float> d)
        where TForm : struct, ISigmoidForm
    {
        Vector512<float> sum = Vector512.FusedMultiplyAdd(g, d, g);
        if (!TForm.IsMarked)
            return sum;
        // g less the sum is exact, the two being near each other; the sign of what was lost moves to the mark's place.
        Vector512<float> lost = Vector512.FusedMultiplyAdd(g, d, g - sum);
        return sum | ((lost.AsUInt32() & Vector512.Create(0x80000000)) >>> 1).AsSingle();
    }

    // ln(2^(j/32) / T_j).
    private static Vector512<float> RestsLower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0f, -4.70845798e-08f, 4.62854715e-08f, -5.56042288e-08f, -1.19921575e-08f, -4.87760659e-08f,
            4.72978208e-08f, -3.48144269e-08f, 3.19341815e-08f, -2.68866653e-08f, 3.62105723e-08f, 1.11842102e-09f,
            -3.09907229e-08f, -2.63830113e-08f, -7.47521334e-09f, -4.24563567e-08f);
    }

    private static Vector512<float> RestsUpper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            1.71142709e-08f, 2.30019666e-08f, -3.04768335e-08f, -1.65385377e-08f, 5.23333421e-09f, -3.5920646e-08f,
            6.10759177e-09f, -3.11405444e-08f, -1.4719606e-08f, -2.82181016e-08f, -5.25879518e-09f, -6.36038733e-09f,
            -6.12825968e-09f, -2.48804088e-08f, 5.14060927e-09f, -8.69726691e-09f);
    }
}
