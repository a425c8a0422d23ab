using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>dy · s · (1 − s) for float64, within 0.5001 units in the last place of the exact value, subnormal results included.</summary>
/// <remarks>
/// <para>
/// Each of 1 − s, s(1 − s) and the product with dy is kept as a rounded value and what its rounding lost, which a sum of two or a fused
/// product gives exactly; only products of two lost parts, 2^-104 of the whole, are left out. So the last addition is the only rounding.
/// </para>
/// <para>
/// No intermediate may leave the normal range while the result lies within it: the three factors are first multiplied by powers of two, and
/// the product at last by the inverses. Scaled, s(1 − s) lies between 2^-434 and 2^512, dy between 2^-434 and 2^384 and the product
/// between 2^-868 and 2^896, so that all that the roundings lose is exact.
/// </para>
/// <para>
/// Where all values of a lane are of usual size the scales would be 1: they are left out, and the bits are the same.
/// </para>
/// <para>Where s or dy is infinite or NaN the lost part is NaN: there the formula as it stands is right.</para>
/// </remarks>
internal static class GradientFloat64
{
    // 2^-256, 2^256, 2^640.
    private const double Small = 8.636168555094445e-78;
    private const double Large = 1.157920892373162e+77;
    private const double Vast = 4.562440617622195e+192;

    // 2^320, 2^448, 2^832: what brings a small, a large and a vast value back, half of it for each of two factors.
    private const double SmallScale = 2.13598703592091e+96;
    private const double LargeScale = 7.268387242956069e+134;
    private const double VastScale = 2.863890391847496e+250;

    private const double SmallestNormal = 2.2250738585072014e-308;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Backward<TFloat64>(TFloat64 s, TFloat64 outputGradient)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        Backward(s, outputGradient, stored: s, isTail: false);

    /// <summary>The same from a cached tail, s being the middle that it stands for: <see cref="TailMark"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 BackwardTail<TFloat64>(TFloat64 tail, TFloat64 outputGradient)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 stored = TFloat64.Abs(tail);
        return Backward(TailMark.Clear(stored, TailMark.Float64Root), outputGradient, stored, isTail: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 Backward<TFloat64>(TFloat64 s, TFloat64 outputGradient, TFloat64 stored, bool isTail)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 one = TFloat64.Of(1);
        TFloat64 difference = one - s;
        TFloat64 subtracted = one - difference;
        TFloat64 differenceLost = (one - (difference + subtracted)) + (subtracted - s);

        if (IsUsual(s) && IsUsual(outputGradient))
        {
            TFloat64 usual = Multiply(s, difference, differenceLost, outputGradient, stored, isTail, out TFloat64 lostByUsual);
            return KeepSign(usual, usual + lostByUsual);
        }
        TFloat64 size = TFloat64.Abs(s);
        TFloat64 down = Select(size, SmallScale, 1 / LargeScale, 1 / VastScale);
        TFloat64 gradientSize = TFloat64.Abs(outputGradient);
        TFloat64 gradientDown = Select(gradientSize, SmallScale, 1 / SmallScale, 1 / SmallScale);
        TFloat64 factor = outputGradient * gradientDown * gradientDown;
        TFloat64 product = Multiply(s * down, difference * down, differenceLost * down, factor, stored, isTail, out TFloat64 lost);

        TFloat64 up = Select(size, 1 / SmallScale, LargeScale, VastScale) * Select(gradientSize, 1 / SmallScale, SmallScale, SmallScale);
        TFloat64 scaled = Rounded(product, lost, TFloat64.Of(SmallestNormal) * (down * gradientDown) * (down * gradientDown)) * up * up;
        return TFloat64.WhereEqual(lost, lost, scaled, outputGradient * (s * difference));
    }

    /// <summary>
    /// Whether all values are of usual size, or 0: nothing is scaled there, and products of a few of them, with what those lose, are normal.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsUsual<TFloat64>(TFloat64 value)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 size = TFloat64.Abs(value);
        return TFloat64.AllLess(size, TFloat64.Of(Large))
            && TFloat64.AllLess(TFloat64.Of(Small), TFloat64.WhereEqual(size, TFloat64.Of(0), TFloat64.Of(1), size));
    }

    /// <summary>factor · left · (right + rightLost), rounded, and what that lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 Multiply<TFloat64>(
        TFloat64 left, TFloat64 right, TFloat64 rightLost, TFloat64 factor, TFloat64 stored, bool isTail, out TFloat64 lost)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 derivative = left * right;
        TFloat64 derivativeLost = TFloat64.FusedMultiplyAdd(left, right, TFloat64.Of(0) - derivative);
        derivativeLost = TFloat64.FusedMultiplyAdd(left, rightLost, derivativeLost);
        if (isTail)
        {
            // (s + rest)(1 − s − rest) = s(1 − s) + rest(1 − 2s) − rest², the last term being out of sight.
            derivativeLost = TFloat64.FusedMultiplyAdd(TailMark.MiddleLess(left, stored), right - left, derivativeLost);
        }
        TFloat64 product = factor * derivative;
        lost = TFloat64.FusedMultiplyAdd(factor, derivative, TFloat64.Of(0) - product);
        lost = TFloat64.FusedMultiplyAdd(factor, derivativeLost, lost);
        return product;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TFloat64 Rounded<TFloat64>(TFloat64 product, TFloat64 lost, TFloat64 smallestNormal)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 zero = TFloat64.Of(0);
        TFloat64 threshold = TFloat64.WhereLess(product, zero, zero - smallestNormal, smallestNormal);
        TFloat64 subnormal = Subnormal.Round(product, lost, threshold);
        TFloat64 rounded = TFloat64.WhereLess(TFloat64.Abs(product), smallestNormal, subnormal, product + lost);
        return KeepSign(product, rounded);
    }

    /// <summary>A zero that was rounded keeps the product's sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TFloat64 KeepSign<TFloat64>(TFloat64 product, TFloat64 rounded)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        TFloat64.WhereEqual(rounded, TFloat64.Of(0), product, rounded);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 Select<TFloat64>(TFloat64 size, double small, double large, double vast)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 above = TFloat64.WhereLess(size, TFloat64.Of(Vast), TFloat64.Of(large), TFloat64.Of(vast));
        TFloat64 normal = TFloat64.WhereLess(size, TFloat64.Of(Large), TFloat64.Of(1), above);
        return TFloat64.WhereLess(size, TFloat64.Of(Small), TFloat64.Of(small), normal);
    }
}
