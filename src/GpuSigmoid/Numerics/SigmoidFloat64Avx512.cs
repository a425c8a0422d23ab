using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Pipeline = GpuSigmoid.Numerics.SigmoidPipeline<System.Runtime.Intrinsics.Vector512<double>>;

namespace GpuSigmoid.Numerics;

/// <summary>
/// S(x) = 1 / (1 + e^−x) for float64, the bits of <see cref="SigmoidFloat64"/> in half of its operations, for vectors of 512 bits: the steps of
/// <see cref="SigmoidAvx512"/>.
/// </summary>
/// <remarks>
/// <para>
/// e^−x = t · e^r · e^w as there, k being the multiple of 1/16 nearest to −x·log2(e) and |r| ≤ 2^-5.5: exact, since k = 0 leaves −x, and elsewhere
/// x is a multiple of 2^-58, k · Log2 of 2^-57. e^r = 1 + r + q, q = r²(1/2 + r/6 + …) by a polynomial that is right to 2^-72. So e^−x = hi + hi ·
/// w + t · q · (1 + w) + what hi = t(1 + r) lost.
/// </para>
/// <para>
/// d = 1 − g(s + rest) is below 2^-11.5, g being right to 14 bits and q below 2^-12, and S = g + g(d + d²)(1 + d² + d⁴), where d⁷, the first left
/// out, is below 2^-80. What the roundings add, relative to S: 2^-63.8 for q, and 2^-65 each for the rest, for d, d + d², the whole and its sum
/// with the uncertainty, some of it less for positive x. Together that is below 2^-62 (the worst of 30,000 x in 400 bits, with guesses moved as
/// far as their 14 bits allow, was 2^-63.1).
/// </para>
/// <para>
/// The long way is within 2^-62.5 of S before its last rounding, and so within the uncertainty from here: where both ends of that give one
/// float64, it does. One element in 200 is left to it, in the marked form one in 100.
/// </para>
/// </remarks>
internal readonly struct SigmoidFloat64Avx512 : ISigmoidSteps<Vector512<double>>
{
    /// <summary>
    /// 1 + e^−x is below 2^53 from −36.7 on, and this is an x near there whose S is near a midpoint, to 2^-69: always in doubt.
    /// </summary>
    internal const double Smallest = -36.500000000226265;

    /// <summary>1 + e^−x is 1 from here on, and the exponent of e^−x must stay in range.</summary>
    private const double Largest = 700;

    /// <summary>1.5 · 2^48: its last place is 1/16.</summary>
    private const double RoundingShift = 422212465065984;

    private const double NegatedLog2E = -1.4426950408889634;
    private const double Log2 = 0.6931471805599453;
    private const double Log2Rest = -2.3190468138462996e-17; // Log2 − ln(2)

    // (q / r² − 1/2) / r where the polynomial meets it at the six Chebyshev nodes of |r| ≤ 1.0005·ln(2)/32, rounded.
    private const double Cube = 0.16666666666666669;
    private const double Fourth = 0.041666666666666664;
    private const double Fifth = 0.008333333332991407;
    private const double Sixth = 0.0013888888888546962;
    private const double Seventh = 0.000198414639814658;
    private const double Eighth = 2.480178144162784e-05;

    /// <summary>2^-61.1, which is more than 2^-62 and 2^-62.5 together.</summary>
    private const double Uncertainty = 4e-19;

    public static bool IsSupported => Avx512F.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pipeline.Argument Reduce<TForm>(Vector512<double> input)
        where TForm : struct, ISigmoidForm
    {
        // The operands' order lets a NaN through.
        Vector512<double> largest = Vector512.Create(TForm.IsMarked ? TailMark.Float64NearZero : Largest);
        Vector512<double> x = Avx512F.Min(largest, Avx512F.Max(Vector512.Create(Smallest), input));
        Vector512<double> shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(NegatedLog2E), Vector512.Create(RoundingShift));
        Vector512<double> k = shifted - Vector512.Create(RoundingShift);
        return new Pipeline.Argument(shifted, k, Avx512F.FusedMultiplySubtractNegated(k, Vector512.Create(Log2), x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pipeline.Guess GuessFrom(in Pipeline.Argument x)
    {
        Vector512<long> index = x.Shifted.AsInt64();
        Vector512<double> t = ((index << 48) + Avx512F.PermuteVar8x64x2(PowersLower, index, PowersUpper).AsInt64()).AsDouble();
        Vector512<double> w = Vector512.FusedMultiplyAdd(
            x.K, Vector512.Create(Log2Rest), Avx512F.PermuteVar8x64x2(RestsLower, index, RestsUpper));
        Vector512<double> hi = Vector512.FusedMultiplyAdd(t, x.R, t);
        Vector512<double> s = Vector512<double>.One + hi;
        return new Pipeline.Guess(t, x.R, w, hi, s, Avx512F.Reciprocal14(s));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pipeline.Quotient Refine(in Pipeline.Guess x)
    {
        Vector512<double> c = Vector512.FusedMultiplyAdd(Vector512.Create(Eighth), x.R, Vector512.Create(Seventh));
        c = Vector512.FusedMultiplyAdd(c, x.R, Vector512.Create(Sixth));
        c = Vector512.FusedMultiplyAdd(c, x.R, Vector512.Create(Fifth));
        c = Vector512.FusedMultiplyAdd(c, x.R, Vector512.Create(Fourth));
        c = Vector512.FusedMultiplyAdd(c, x.R, Vector512.Create(Cube));
        c = Vector512.FusedMultiplyAdd(c, x.R, Vector512.Create(0.5));
        Vector512<double> q = x.R * x.R * c;
        Vector512<double> rest = Vector512.FusedMultiplyAdd(x.T, x.R, x.T - (x.S - Vector512<double>.One));
        rest = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(x.T, q, x.Hi), x.W, rest);
        return new Pipeline.Quotient(x.S, Vector512.FusedMultiplyAdd(x.T, q, rest), x.G);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Correct<TForm>(in Pipeline.Quotient x, out Vector512<double> below)
        where TForm : struct, ISigmoidForm
    {
        Vector512<double> g = x.G;
        Vector512<double> d = Avx512F.FusedMultiplyAddNegated(g, x.S, Vector512<double>.One);
        d = Avx512F.FusedMultiplyAddNegated(g, x.Rest, d);
        Vector512<double> square = d * d;
        d = Vector512.FusedMultiplyAdd(d, d, d);
        d = Vector512.FusedMultiplyAdd(d, Vector512.FusedMultiplyAdd(square, square, square), d);
        below = Sum<TForm>(g, d - Vector512.Create(Uncertainty));
        return Sum<TForm>(g, d + Vector512.Create(Uncertainty));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Unequal(Vector512<double> left, Vector512<double> right) =>
        (uint)Avx512F.CompareNotEqual(left, right).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Negative(Vector512<double> values) => values | Vector512.Create(-0.0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> WithSigns(Vector512<double> values, Vector512<double> signs) => values | (signs & Vector512.Create(-0.0));

    /// <summary>g + g·d, rounded once, in that form; normal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Sum<TForm>(Vector512<double> g, Vector512<double> d)
        where TForm : struct, ISigmoidForm
    {
        Vector512<double> sum = Vector512.FusedMultiplyAdd(g, d, g);
        if (!TForm.IsMarked)
            return sum;
        // As in float32.
        Vector512<double> lost = Vector512.FusedMultiplyAdd(g, d, g - sum);
        return sum | ((lost.AsUInt64() & Vector512.Create(0x8000000000000000)) >>> 1).AsDouble();
    }

    // The bits of T_j, the float64 nearest to 2^(j/16), less j · 2^48: the bits of 16k, shifted to the same place, make that 2^floor(k) · T_j.
    private static Vector512<double> PowersLower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0x3FF0000000000000, 0x3FEFB5586CF9890F, 0x3FEF72B83C7D517B, 0x3FEF387A6E756238,
            0x3FEF06FE0A31B715, 0x3FEEDEA64C123422, 0x3FEEBFDAD5362A27, 0x3FEEAB07DD485429).AsDouble();
    }

    private static Vector512<double> PowersUpper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0x3FEEA09E667F3BCD, 0x3FEEA11473EB0187, 0x3FEEACE5422AA0DB, 0x3FEEC49182A3F090,
            0x3FEEE89F995AD3AD, 0x3FEF199BDD85529C, 0x3FEF5818DCFBA487, 0x3FEFA4AFA2A490DA).AsDouble();
    }

    // ln(2^(j/16) / T_j).
    private static Vector512<double> RestsLower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0, 8.189317638195514e-17, -2.7939114859515733e-17, 7.826573258636076e-17,
            3.3484623336251524e-17, 3.750854201303127e-17, 1.9572585293112036e-17, 5.68648095791174e-17);
    }

    private static Vector512<double> RestsUpper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            -6.835808657661923e-17, -2.3591094770850053e-17, 5.1548301170786783e-17, 1.5341410053603723e-17,
            4.875160526227062e-17, 1.685487290628973e-17, 1.790126907604513e-17, -5.5450656186394274e-17);
    }
}
