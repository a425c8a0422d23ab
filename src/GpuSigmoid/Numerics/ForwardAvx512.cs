using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>
/// S(x) = 1 / (1 + e^−x) as <see cref="Forward"/> has it, for vectors of 512 bits: a short computation in float64 that knows when its
/// float32 is certain to be right, and the long one for the vectors where it is not (Ziv's method).
/// </summary>
/// <remarks>
/// <para>
/// With −x·log2(e) = k + r, k a multiple of 1/16 and |r| ≤ 1/32, e^−x = 2^floor(k) · 2^(k − floor(k)) · 2^r: the power by the exponent, the
/// sixteenth from a table in two registers, 2^r by a polynomial of degree 4, relative error 2^-38.5. The reciprocal of 1 + e^−x starts from
/// 14 bits, and one step of third order g(1 + d + d²), d = 1 − g(1 + e^−x), makes it 42. All together, S is within 2^-38 of itself.
/// </para>
/// <para>
/// A float32 keeps 24 of float64's 53 bits, so the 29 bits below tell how far S is from a midpoint of two float32 values: at bit
/// pattern 2^28 it lies on one. The error is at most 2^-38 · 2^53 = 2^15 of these units; whatever is further than 2^16 from the midpoint
/// rounds as the exact S does. One vector in 250 is not. Those take the long way, as do all with an x below −87, whose results become
/// subnormal, or a NaN.
/// </para>
/// </remarks>
internal readonly struct ForwardAvx512 : IMapOperation
{
    private const float SmallestNormal = -87;

    /// <summary>e^−x is far below what 1 + e^−x keeps from here on.</summary>
    private const float Saturated = 104;

    /// <summary>1.5 · 2^48: its last place is 1/16.</summary>
    private const double RoundToSixteenth = 422212465065984;

    private const double NegatedLog2E = -1.4426950408889634;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 input)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        Vector512<float> x = Unsafe.BitCast<TFloat32, Vector512<float>>(input);
        Vector512<float> clamped = Avx512F.Min(Vector512.Create(Saturated), x);
        Vector512<double> lower = Approximate(Vector512.WidenLower(clamped));
        Vector512<double> upper = Approximate(Vector512.WidenUpper(clamped));

        // The low 32 bits of all sixteen, in an order that does not matter; three bits up, a midpoint stands at 2^31.
        Vector512<uint> rest = Avx512F.Shuffle(lower.AsSingle(), upper.AsSingle(), 0b10_00_10_00).AsUInt32() << 3;
        Vector512<uint> uncertain = Vector512.LessThan(rest - Vector512.Create((1u << 31) - (1u << 19)), Vector512.Create(1u << 20));
        Vector512<float> outside = Avx512F.CompareNotGreaterThanOrEqual(x, Vector512.Create(SmallestNormal));
        if ((uncertain.AsSingle() | outside).AsUInt32() != Vector512<uint>.Zero)
            return LongWay<TFloat32, TFloat64>(input);
        return Unsafe.BitCast<Vector512<float>, TFloat32>(Vector512.Narrow(lower, upper));
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
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        SigmoidThroughFloat64.Forward<TFloat32, TFloat64>(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Approximate(Vector512<double> x)
    {
        Vector512<double> shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(NegatedLog2E), Vector512.Create(RoundToSixteenth));
        Vector512<double> k = shifted - Vector512.Create(RoundToSixteenth);
        Vector512<double> r = Avx512F.FusedMultiplySubtract(x, Vector512.Create(NegatedLog2E), k);
        Vector512<double> sixteenth = Avx512F.PermuteVar8x64x2(LowerHalves, shifted.AsInt64(), UpperHalves);
        Vector512<double> exponential = Avx512F.Scale(sixteenth * PowerOfTwo(r), k);

        Vector512<double> sum = Vector512<double>.One + exponential;
        Vector512<double> guess = Avx512F.Reciprocal14(sum);
        Vector512<double> error = Avx512F.FusedMultiplyAddNegated(guess, sum, Vector512<double>.One);
        return Vector512.FusedMultiplyAdd(guess, Vector512.FusedMultiplyAdd(error, error, error), guess);
    }

    // Sollya: fpminimax(2^x, 4, [|1, D...|], [-1/32; 1/32], relative).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerOfTwo(Vector512<double> r)
    {
        Vector512<double> p = Vector512.Create(0.0096180914686473506);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.055505736251772138));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.24022650709684426));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.69314718016261461));
        return Vector512.FusedMultiplyAdd(p, r, Vector512<double>.One);
    }

    // 2^(j/16), j = 0 to 15.
    private static Vector512<double> LowerHalves
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            1.0, 1.0442737824274138, 1.0905077326652577, 1.1387886347566916,
            1.189207115002721, 1.241857812073484, 1.2968395546510096, 1.3542555469368927);
    }

    private static Vector512<double> UpperHalves
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            1.4142135623730951, 1.4768261459394993, 1.5422108254079407, 1.6104903319492543,
            1.681792830507429, 1.7562521603732995, 1.8340080864093424, 1.9152065613971474);
    }
}
