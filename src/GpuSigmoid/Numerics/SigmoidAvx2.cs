using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuSigmoid.Numerics.Lanes;
using Pipeline = GpuSigmoid.Numerics.SigmoidPipeline<System.Runtime.Intrinsics.Vector256<float>>;

namespace GpuSigmoid.Numerics;

/// <summary>
/// S(x) = 1 / (1 + e^−x) for float32, correctly rounded, for vectors of 256 bits: <see cref="SigmoidAvx512"/> with a table of 8 instead of 32
/// numbers, which is what such a vector holds, and a guess at the reciprocal of 11 bits instead of 14. The steps are the same ones.
/// </summary>
/// <remarks>
/// <para>
/// e^−x = t · e^r · e^w as there, k being the multiple of 1/8 nearest to −x·log2(e) and |r| ≤ 2^-4.5, exact by the same reasoning. e^r = 1 + r
/// + q, q = r²(1/2 + r/6 + r²/24 + r³/120) by a polynomial that is right to 2^-39. So e^−x = hi + hi · w + t · q + what hi = t(1 + r) lost.
/// </para>
/// <para>
/// d = 1 − g(s + rest) is below 2^-9, and S = g + g(d + d² + d³), where d⁴, the first left out, is below 2^-36. g(1 + d + d² + d³) is within
/// 2^-31.8 of S, relatively, for all x in reach: measured, most of it being the roundings of q. It stays there where g is moved by 3.6 · 2^-13,
/// as processors differ in their guesses. One element in 128 is left to the long way.
/// </para>
/// </remarks>
internal readonly struct SigmoidAvx2 : ISigmoidSteps<Vector256<float>>
{
    /// <summary>1.5 · 2^20: its last place is 1/8.</summary>
    private const float RoundingShift = 1572864;

    // q / r², by Sollya: fpminimax(exp(x)-1-x, [|2,3,4,5|], [|24...|], [-R;R], absolute), R = 1.0005·ln(2)/16.
    private const float Square = 0.5f;
    private const float Cube = 0.16666667f;
    private const float Fourth = 0.041669019f;
    private const float Fifth = 0.0083307410f;

    /// <summary>2^-31.5.</summary>
    private const float Uncertainty = 3.2926e-10f;

    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    /// <summary>The results; every NaN is the canonical one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 Forward<TForm>(Float32x8 x)
        where TForm : struct, ISigmoidForm
    {
        Vector256<float> above = Correct<TForm>(Refine(GuessFrom(Reduce<TForm>(x))), out Vector256<float> below);
        return Vector256.EqualsAll(above, below) ? above : SigmoidThroughFloat64.LongWay<TForm, Float32x8, Float64x8>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pipeline.Argument Reduce<TForm>(Vector256<float> input)
        where TForm : struct, ISigmoidForm
    {
        // The operands' order lets a NaN through.
        Vector256<float> largest = Vector256.Create(TForm.IsMarked ? (float)TailMark.Float32NearZero : SigmoidAvx512.Largest);
        Vector256<float> x = Avx.Min(largest, Avx.Max(Vector256.Create(SigmoidAvx512.Smallest), input));
        Vector256<float> shifted = Fma.MultiplyAdd(x, Vector256.Create(SigmoidAvx512.NegatedLog2E), Vector256.Create(RoundingShift));
        Vector256<float> k = shifted - Vector256.Create(RoundingShift);
        return new Pipeline.Argument(shifted, k, Fma.MultiplySubtractNegated(k, Vector256.Create(SigmoidAvx512.Log2), x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pipeline.Guess GuessFrom(in Pipeline.Argument x)
    {
        Vector256<int> index = x.Shifted.AsInt32();
        Vector256<float> t = ((index << 20) + Avx2.PermuteVar8x32(Powers, index).AsInt32()).AsSingle();
        Vector256<float> w = Fma.MultiplyAdd(x.K, Vector256.Create(SigmoidAvx512.Log2Rest), Avx2.PermuteVar8x32(Rests, index));
        Vector256<float> hi = Fma.MultiplyAdd(t, x.R, t);
        Vector256<float> s = Vector256<float>.One + hi;
        return new Pipeline.Guess(t, x.R, w, hi, s, Avx.Reciprocal(s));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pipeline.Quotient Refine(in Pipeline.Guess x)
    {
        Vector256<float> c = Fma.MultiplyAdd(Vector256.Create(Fifth), x.R, Vector256.Create(Fourth));
        c = Fma.MultiplyAdd(c, x.R, Vector256.Create(Cube));
        c = Fma.MultiplyAdd(c, x.R, Vector256.Create(Square));
        Vector256<float> rest = Fma.MultiplyAdd(x.T, x.R, x.T - (x.S - Vector256<float>.One));
        rest = Fma.MultiplyAdd(x.Hi, x.W, rest);
        return new Pipeline.Quotient(x.S, Fma.MultiplyAdd(x.T, x.R * x.R * c, rest), x.G);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Correct<TForm>(in Pipeline.Quotient x, out Vector256<float> below)
        where TForm : struct, ISigmoidForm
    {
        Vector256<float> g = x.G;
        Vector256<float> d = Fma.MultiplyAddNegated(g, x.S, Vector256<float>.One);
        d = Fma.MultiplyAddNegated(g, x.Rest, d);
        d = Fma.MultiplyAdd(Fma.MultiplyAdd(d, d, d), d, d);
        below = Sum<TForm>(g, d - Vector256.Create(Uncertainty));
        return Sum<TForm>(g, d + Vector256.Create(Uncertainty));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Unequal(Vector256<float> left, Vector256<float> right) =>
        Avx.CompareNotEqual(left, right).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Negative(Vector256<float> values) => values | Vector256.Create(-0f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> WithSigns(Vector256<float> values, Vector256<float> signs) => values | (signs & Vector256.Create(-0f));

    /// <summary>g + g·d, rounded once, in that form; normal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Sum<TForm>(Vector256<float> g, Vector256<float> d)
        where TForm : struct, ISigmoidForm
    {
        Vector256<float> sum = Fma.MultiplyAdd(g, d, g);
        if (!TForm.IsMarked)
            return sum;
        // g less the sum is exact, the two being near each other; the sign of what was lost moves to the mark's place.
        Vector256<float> lost = Fma.MultiplyAdd(g, d, g - sum);
        return sum | ((lost.AsUInt32() & Vector256.Create(0x80000000)) >>> 1).AsSingle();
    }

    // The bits of T_j, the float32 nearest to 2^(j/8), less j · 2^20: the bits of 8k, shifted to the same place, make that 2^floor(k) · T_j.
    private static Vector256<float> Powers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
            0x3F800000u, 0x3F7B95C2u, 0x3F7837F0u, 0x3F75FED7u, 0x3F7504F3u, 0x3F75672Au, 0x3F7744FDu, 0x3F7AC0C7u).AsSingle();
    }

    // ln(2^(j/8) / T_j).
    private static Vector256<float> Rests
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
            0f, -1.19921575e-08f, 3.19341815e-08f, -3.09907229e-08f,
            1.71142709e-08f, 5.23333421e-09f, -1.4719606e-08f, -6.12825968e-09f);
    }
}
