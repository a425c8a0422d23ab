using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>
/// Binary cross-entropy with logits and its gradient, in float64: with e = e^−|x|, q = e / (1 + e) = S(−|x|) and w = 1 − t for x &gt; 0, t
/// else, the loss max(x, 0) − x·t + log(1 + e) is |x|·w + log(1 + e), and S(x) − t is w − q for x &gt; 0, q − w else.
/// </summary>
/// <remarks>
/// Written so, nothing cancels for targets from 0 to 1 but w and q themselves, and e never overflows. Where w and q are given, no operation
/// depends on the device: the reciprocals are <see cref="Reciprocal"/>.
/// </remarks>
internal static class CrossEntropyFormula
{
    /// <summary>e^−104 is below 2^-150: neither float32 nor what is narrower tells it from 0.</summary>
    private const double Float32Limit = 104;

    /// <summary>e^−746 is below 2^-1075.</summary>
    private const double Float64Limit = 746;

    /// <summary>2^64.</summary>
    private const double Scale = 18446744073709551616.0;

    /// <summary>The loss, within 2^-48 of it, relatively, for targets from 0 to 1; within 2^-50 where the exponential is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Loss<TFloat64>(TFloat64 x, TFloat64 target, TFloat64 exponential)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        TFloat64.FusedMultiplyAdd(TFloat64.Abs(x), Weight(x, target), LogarithmOfOnePlus(exponential));

    /// <summary>S(x) − t, within 2^-48 of the larger of q and w; within 2^-50 where the exponential is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Gradient<TFloat64>(TFloat64 x, TFloat64 target, TFloat64 exponential)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 weight = Weight(x, target);
        TFloat64 q = exponential * Reciprocal.Of(TFloat64.Of(1) + exponential, Reciprocal.Float64Nudge);
        return TFloat64.WhereLess(TFloat64.Of(0), x, weight - q, q - weight);
    }

    /// <summary>e^−|x| for an x that came from float32 or less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 ExponentialOfFloat32<TFloat64>(TFloat64 x)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 size = TFloat64.Clamp(TFloat64.Abs(x), TFloat64.Of(0), TFloat64.Of(Float32Limit));
        SigmoidThroughFloat64.Exponential(size, out TFloat64 power, out TFloat64 scale);
        return power * scale;
    }

    /// <summary>e^−|x| for a float64 x, subnormal results included: the second product rounds them once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 ExponentialOfFloat64<TFloat64>(TFloat64 x)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 size = TFloat64.Clamp(TFloat64.Abs(x), TFloat64.Of(0), TFloat64.Of(Float64Limit));
        SigmoidFloat64.ExponentialOfNegative(size, out TFloat64 shifted, out TFloat64 power, out TFloat64 excess);
        return (power - excess) * TFloat64.TimesPowerOfTwo(TFloat64.Of(Scale), shifted) * TFloat64.Of(1 / Scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 Weight<TFloat64>(TFloat64 x, TFloat64 target)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        TFloat64.WhereLess(TFloat64.Of(0), x, TFloat64.Of(1) - target, target);

    // log(1 + e) = 2·artanh(z) = d(1 + z²·p(z²)) with z = e / (2 + e), d = 2z, 0 ≤ z ≤ 1/3. p is of degree 9 with float64 coefficients, the
    // sum within 2^-57.5, relatively, by Sollya: fpminimax((atanh(sqrt(x))/sqrt(x) - 1)/x, 9, [|D...|], [2^-60; 1/9 + 2^-20], relative).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 LogarithmOfOnePlus<TFloat64>(TFloat64 e)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 d = (e + e) * Reciprocal.Of(TFloat64.Of(2) + e, Reciprocal.Float64Nudge);
        TFloat64 square = d * d * TFloat64.Of(0.25);
        TFloat64 p = TFloat64.Of(0.08073644445250110);
        p = TFloat64.FusedMultiplyAdd(p, square, TFloat64.Of(0.044049007978993748));
        p = TFloat64.FusedMultiplyAdd(p, square, TFloat64.Of(0.059995021456603917));
        p = TFloat64.FusedMultiplyAdd(p, square, TFloat64.Of(0.066572015244794195));
        p = TFloat64.FusedMultiplyAdd(p, square, TFloat64.Of(0.076927753798772230));
        p = TFloat64.FusedMultiplyAdd(p, square, TFloat64.Of(0.090908951546842934));
        p = TFloat64.FusedMultiplyAdd(p, square, TFloat64.Of(0.11111111347065633));
        p = TFloat64.FusedMultiplyAdd(p, square, TFloat64.Of(0.14285714283723522));
        p = TFloat64.FusedMultiplyAdd(p, square, TFloat64.Of(0.20000000000006168));
        p = TFloat64.FusedMultiplyAdd(p, square, TFloat64.Of(0.33333333333333331));
        return TFloat64.FusedMultiplyAdd(d * square, p, d);
    }
}
