using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>L / (1 + e^−k(x − x₀)), from x, given twice; the parameters are L, k and x₀.</summary>
/// <remarks>
/// <para>
/// For float32 and less: u = k(x − x₀) is off by 2^-52, relatively, which is |u| · 2^-52 of e^−u; together below 2^-42 of the result.
/// Beyond |u| = 700 the result has long been 0 or L, L being a number of the type.
/// </para>
/// <para>
/// For float64 u is kept with what its roundings lost, which changes e^−u by as much, relatively. e^−u is scaled by 2^-64 as in
/// <see cref="SigmoidFloat64"/>, so that it stays in range where the result is tiny.
/// </para>
/// </remarks>
internal readonly struct LogisticForward : IParametricOperation
{
    private const double WideLimit = 700;

    /// <summary>Beyond these the result is taken for 0 and is L: e^−745 is below 2^-1074, e^−40 below 2^-57.</summary>
    private const double Low = -745;
    private const double High = 40;

    /// <summary>2^-64.</summary>
    private const double One = 5.421010862427522e-20;

    public static int Inputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right, in Parameters parameters)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TFloat64.Round(Wide(TFloat64.Widen(left), TFloat64.Widen(right), parameters));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right, in Parameters parameters)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        GradientNarrow.RoundToOdd<TFloat32, TFloat64>(Wide(TFloat64.Widen(left), TFloat64.Widen(right), parameters));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 left, TFloat64 right, in Parameters parameters)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 steepness = TFloat64.Of(parameters.Second), midpoint = TFloat64.Of(parameters.Third);
        TFloat64 distance = left - midpoint;
        TFloat64 subtracted = left - distance;
        TFloat64 distanceLost = (left - (distance + subtracted)) + (subtracted - midpoint);
        TFloat64 u = distance * steepness;
        TFloat64 lost = TFloat64.FusedMultiplyAdd(distance, steepness, TFloat64.Of(0) - u);
        lost = TFloat64.FusedMultiplyAdd(distanceLost, steepness, lost);
        // Where u is beyond the limits, or infinite, nothing that it lost matters.
        lost = TFloat64.WhereLess(TFloat64.Abs(u), TFloat64.Of(-Low), lost, TFloat64.Of(0));
        TFloat64 bounded = TFloat64.Clamp(u, TFloat64.Of(Low), TFloat64.Of(High));

        SigmoidFloat64.ExponentialOfNegative(bounded, out TFloat64 shifted, out TFloat64 power, out TFloat64 excess);
        power = power - TFloat64.FusedMultiplyAdd(power, lost, excess);
        TFloat64 one = TFloat64.Of(One);
        TFloat64 denominator = TFloat64.FusedMultiplyAdd(power, TFloat64.TimesPowerOfTwo(one, shifted), one);
        TFloat64 reciprocal = Reciprocal.Of(denominator, Reciprocal.Float64Nudge);
        TFloat64 maximum = TFloat64.Of(parameters.First);
        // The scale goes where it takes nothing out of range.
        TFloat64 y = TFloat64.WhereLess(TFloat64.Abs(maximum), TFloat64.Of(1), maximum * reciprocal * one, maximum * one * reciprocal);
        return TFloat64.WhereLess(u, TFloat64.Of(Low), maximum * TFloat64.Of(0), y);
    }


    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 Wide<TFloat64>(TFloat64 x, TFloat64 unused, in Parameters parameters)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 u = (x - TFloat64.Of(parameters.Third)) * TFloat64.Of(parameters.Second);
        u = TFloat64.Clamp(u, TFloat64.Of(-WideLimit), TFloat64.Of(WideLimit));
        SigmoidThroughFloat64.Exponential(u, out TFloat64 power, out TFloat64 scale);
        TFloat64 denominator = TFloat64.FusedMultiplyAdd(power, scale, TFloat64.Of(1));
        return TFloat64.Of(parameters.First) * Reciprocal.Of(denominator, Reciprocal.Float64Nudge);
    }
}
