using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>
/// S(x) = 1 / (1 + e^−x) as <see cref="Forward"/> has it, for vectors of 512 bits: a short computation in pairs of float32 values that
/// knows when its sum is certain to round as S does, and the long one for the vectors where it is not (Ziv's method).
/// </summary>
/// <remarks>
/// <para>
/// The exponential. With k the multiple of 1/32 nearest to −x·log2(e), j/32 its fraction and r = −x − k·ln(2), e^−x = 2^floor(k) · 2^(j/32)
/// · e^r. Instead of 2^(j/32) the table has a float32 T_j near it, chosen so that j·ln(2)/32 − ln(T_j) is a multiple of 2^-30 up to 2^-42;
/// that multiple is added to r. Every x with k ≠ 0 is a multiple of 2^-30 as well, as is k times ln(2) rounded to 21 bits, and |r| &lt; 2^-6:
/// so r is exact but for k times the rest of ln(2), which goes into the low part. Then hi = T(1 + r) rounded, and lo = what that lost
/// plus T·(r²/2 + r³/6 + r⁴/24) plus hi · k · rest. The first term left out, r⁵/120, is below 2^-39.
/// </para>
/// <para>
/// The reciprocal. g is 1 / (1 + hi) to 14 bits. d = 1 − g(1 + hi + lo) is below 2^-12.4: 1 − g loses a rest that is exact again, both are
/// added. S = g / (1 − d) = g + g(d + d² + …), and d³, the first left out, is below 2^-37. Measured over every 7th x ≥ −40, g(1 + d + d²)
/// is within 2^-35.3 of S, relatively.
/// </para>
/// <para>
/// The last rounding. g + g(d + d² ± 2^-34.5) is computed with one rounding for each sign; where both give one float32, S does. One vector
/// in 60 has an element where they do not. Those take the long way, as do all with an x below −40 or a NaN.
/// </para>
/// </remarks>
internal readonly struct ForwardAvx512 : IMapOperation
{
    private const float Smallest = -40;

    /// <summary>1 + e^−x is 1 from here on, and the exponent of e^−x must stay in range.</summary>
    private const float Largest = 80;

    /// <summary>1.5 · 2^18: its last place is 1/32.</summary>
    private const float RoundingShift = 393216;

    private const float NegatedLog2E = -1.442695f;
    private const float Log2 = 0.6931472f;
    private const float Log2Rest = 1.9046542e-9f; // Log2 − ln(2)

    /// <summary>2^-34.5: 1.7 times the error.</summary>
    private const float Uncertainty = 4.1159e-11f;

    /// <summary>The long way takes every NaN, and makes it that one.</summary>
    public static bool GivesCanonicalNaN => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 input)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        Vector512<float> nearest = Approximate(Unsafe.BitCast<TFloat32, Vector512<float>>(input), out Vector512<float> doubts);
        return doubts.AsUInt32() == Vector512<uint>.Zero
            ? Unsafe.BitCast<Vector512<float>, TFloat32>(nearest)
            : LongWay<TFloat32, TFloat64>(input);
    }

    /// <summary>The short computation.</summary>
    /// <param name="x">The input.</param>
    /// <param name="doubts">All ones where the result is not certain to be right, else 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Approximate(Vector512<float> x, out Vector512<float> doubts)
    {
        (Vector512<float> hi, Vector512<float> lo) = Exponential(Avx512F.Min(Vector512.Create(Largest), x));

        Vector512<float> one = Vector512<float>.One;
        Vector512<float> g = Avx512F.Reciprocal14(one + hi);
        Vector512<float> complement = one - g;
        Vector512<float> lost = one - complement - g;
        Vector512<float> d = Avx512F.FusedMultiplyAddNegated(g, hi, complement) + Avx512F.FusedMultiplyAddNegated(g, lo, lost);
        d = Vector512.FusedMultiplyAdd(d, d, d);
        Vector512<float> above = Vector512.FusedMultiplyAdd(g, d + Vector512.Create(Uncertainty), g);
        Vector512<float> below = Vector512.FusedMultiplyAdd(g, d - Vector512.Create(Uncertainty), g);
        doubts = Avx512F.CompareNotEqual(above, below) | Avx512F.CompareNotGreaterThanOrEqual(x, Vector512.Create(Smallest));
        return above;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFloat32, TFloat64>(TFloat32 input)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        Forward.Narrow<TFloat32, TFloat64>(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 input)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        Forward.Float64(input);

    // Out of line: it is rare, and the loop around stays short.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static TFloat32 LongWay<TFloat32, TFloat64>(TFloat32 input)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat32 result = SigmoidThroughFloat64.Forward<TFloat32, TFloat64>(input);
        return TFloat32.WhereEqual(result, result, result, TFloat32.OfBits(0x7FC00000));
    }

    /// <summary>e^−x = hi + lo, relative error below 2^-36 for |x| ≤ 20, as measured; it grows with k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Hi, Vector512<float> Lo) Exponential(Vector512<float> x)
    {
        Vector512<float> shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(NegatedLog2E), Vector512.Create(RoundingShift));
        Vector512<int> index = shifted.AsInt32();
        Vector512<float> k = shifted - Vector512.Create(RoundingShift);
        Vector512<float> r = Avx512F.FusedMultiplySubtractNegated(k, Vector512.Create(Log2), x);
        r += Avx512F.PermuteVar16x32x2(RestsLower, index, RestsUpper);
        Vector512<float> t = ((index << 18) + Avx512F.PermuteVar16x32x2(PowersLower, index, PowersUpper).AsInt32()).AsSingle();

        Vector512<float> hi = Vector512.FusedMultiplyAdd(t, r, t);
        Vector512<float> lo = Vector512.FusedMultiplyAdd(t, r, t - hi);
        Vector512<float> c = Vector512.FusedMultiplyAdd(Vector512.Create(1 / 24f), r, Vector512.Create(1 / 6f));
        c = Vector512.FusedMultiplyAdd(c, r, Vector512.Create(0.5f));
        lo = Vector512.FusedMultiplyAdd(t, r * r * c, lo);
        lo = Vector512.FusedMultiplyAdd(hi, k * Vector512.Create(Log2Rest), lo);
        return (hi, lo);
    }

    // The bits of T_j, j = 0 to 15 and 16 to 31, less j · 2^18: the bits of 32k, shifted to the same place, make that 2^floor(k) · T_j.
    private static Vector512<float> PowersLower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0x3F800000u, 0x3F7ED381u, 0x3F7DB743u, 0x3F7C9394u, 0x3F7B919Au, 0x3F7AA336u, 0x3F79C693u, 0x3F78F4A2u,
            0x3F78305Cu, 0x3F778D1Fu, 0x3F76F17Eu, 0x3F766F4Fu, 0x3F75F98Au, 0x3F75A769u, 0x3F7551B1u, 0x3F752147u).AsSingle();
    }

    private static Vector512<float> PowersUpper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0x3F74FE32u, 0x3F74FA5Bu, 0x3F750721u, 0x3F752D79u, 0x3F756B07u, 0x3F75BC08u, 0x3F76296Du, 0x3F76A415u,
            0x3F77459Bu, 0x3F77F749u, 0x3F78D16Fu, 0x3F79B81Bu, 0x3F7AC039u, 0x3F7BE79Du, 0x3F7D27DAu, 0x3F7E812Fu).AsSingle();
    }

    // The multiples of 2^-30 nearest to j · ln(2)/32 − ln(T_j).
    private static Vector512<float> RestsLower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0f, -1.7851312e-4f, -3.651837e-4f, 1.2808293e-4f, 1.1630636e-4f, 2.7764589e-5f,
            -7.3645264e-5f, 7.955357e-6f, 1.9452162e-4f, 2.621673e-6f, 9.104144e-5f, 2.2921711e-5f,
            1.247162e-4f, -1.3944414e-4f, 1.4771055e-4f, 5.913712e-5f);
    }

    private static Vector512<float> RestsUpper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            1.4577154e-4f, 2.8069131e-5f, 3.120862e-5f, -2.3713335e-5f, -7.643923e-5f, -4.4360757e-5f,
            -9.2441216e-5f, 7.479638e-5f, -1.1214055e-5f, 7.8702345e-5f, -7.928256e-5f, 1.5669502e-5f,
            9.223819e-6f, -4.7028996e-5f, -3.765151e-5f, 3.9217994e-5f);
    }
}
