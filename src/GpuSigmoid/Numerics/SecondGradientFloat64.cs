using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>dy · g · (1 − 2s) for float64, within 0.5001 units in the last place of the exact value, subnormal results included.</summary>
/// <remarks>
/// As in <see cref="GradientFloat64"/> every value is kept with what its rounding lost, and scaled so that nothing leaves the normal range
/// on the way: dy and g between 2^-434 and 2^384, their product between 2^-868 and 2^768 and then between 2^-356 and 2^256, 1 − 2s, unless
/// it is 0, between 2^-384 and 2^386. Where all values of a lane are of usual size the scales are left out, as there. Where an argument is
/// infinite or NaN the lost part is NaN, and the scaled product as it stands is right.
/// </remarks>
internal static class SecondGradientFloat64
{
    // 2^-256, 2^256.
    private const double Small = 8.636168555094445e-78;
    private const double Large = 1.157920892373162e+77;

    /// <summary>2^320: half of what brings a small or a large factor back.</summary>
    private const double HalfScale = 2.13598703592091e+96;

    private const double SmallestNormal = 2.2250738585072014e-308;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Of<TFloat64>(TFloat64 s, TFloat64 outputGradient, TFloat64 gradient)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        if (GradientFloat64.IsUsual(outputGradient) && GradientFloat64.IsUsual(gradient) && GradientFloat64.IsUsual(s))
        {
            TFloat64 usualFactor = Multiply(outputGradient, gradient, out TFloat64 lostByFactor);
            TFloat64 usual = TimesSlope(usualFactor, lostByFactor, TFloat64.Of(1), s, out TFloat64 lostByUsual);
            return GradientFloat64.KeepSign(usual, usual + lostByUsual);
        }
        // The inverses of the scales, or rather their square roots: their product stays in range.
        TFloat64 scaleOfFirst = HalfScaleOf(outputGradient, 1 / HalfScale, HalfScale);
        TFloat64 scaleOfSecond = HalfScaleOf(gradient, 1 / HalfScale, HalfScale);
        TFloat64 first = Down(outputGradient, HalfScaleOf(outputGradient, HalfScale, 1 / HalfScale));
        TFloat64 second = Down(gradient, HalfScaleOf(gradient, HalfScale, 1 / HalfScale));
        TFloat64 factor = Multiply(first, second, out TFloat64 factorLost);
        TFloat64 factorDown = HalfScaleOf(factor, Large, Small);
        TFloat64 factorScale = HalfScaleOf(factor, Small, Large);
        factor = Down(factor, factorDown);
        factorLost = Down(factorLost, factorDown);

        TFloat64 slopeDown = HalfScaleOf(s, 1, 1 / HalfScale);
        TFloat64 slopeScale = HalfScaleOf(s, 1, HalfScale);
        TFloat64 product = TimesSlope(factor, factorLost, Down(TFloat64.Of(1), slopeDown), Down(s, slopeDown), out TFloat64 lost);
        TFloat64 scale = scaleOfFirst * scaleOfSecond * (factorScale * slopeScale);
        TFloat64 inverse = HalfScaleOf(outputGradient, HalfScale, 1 / HalfScale) * HalfScaleOf(gradient, HalfScale, 1 / HalfScale)
            * (factorDown * slopeDown);
        TFloat64 smallestNormal = TFloat64.Of(SmallestNormal) * inverse * inverse;
        TFloat64 rounded = GradientFloat64.Rounded(product, lost, smallestNormal) * scale * scale;
        return TFloat64.WhereEqual(lost, lost, rounded, product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 Multiply<TFloat64>(TFloat64 left, TFloat64 right, out TFloat64 lost)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 product = left * right;
        lost = TFloat64.FusedMultiplyAdd(left, right, TFloat64.Of(0) - product);
        return product;
    }

    /// <summary>(factor + factorLost) · (one − 2s), rounded, and what that lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 TimesSlope<TFloat64>(TFloat64 factor, TFloat64 factorLost, TFloat64 one, TFloat64 s, out TFloat64 lost)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 twice = s + s;
        TFloat64 slope = one - twice;
        TFloat64 subtracted = one - slope;
        TFloat64 slopeLost = (one - (slope + subtracted)) + (subtracted - twice);
        TFloat64 product = Multiply(factor, slope, out lost);
        lost = TFloat64.FusedMultiplyAdd(factor, slopeLost, TFloat64.FusedMultiplyAdd(factorLost, slope, lost));
        return product;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 Down<TFloat64>(TFloat64 value, TFloat64 halfScale)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        value * halfScale * halfScale;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 HalfScaleOf<TFloat64>(TFloat64 value, double small, double large)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 size = TFloat64.Abs(value);
        TFloat64 above = TFloat64.WhereLess(size, TFloat64.Of(Large), TFloat64.Of(1), TFloat64.Of(large));
        return TFloat64.WhereLess(size, TFloat64.Of(Small), TFloat64.Of(small), above);
    }
}
