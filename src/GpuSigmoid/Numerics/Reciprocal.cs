using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>1 / value with the same bits on every device, though each lane starts from an approximation of its own.</summary>
internal static class Reciprocal
{
    /// <summary>1 + 2^-12 and 1 + 2^-46 would do for float32 and float64: far more than the approximation is off by.</summary>
    private const double Nudge = 1 + 1.0 / (1L << 46);

    /// <summary>
    /// The reciprocal rounded to nearest, but for a significand of ones only, which gets the value below. One step of Newton's iteration,
    /// y + y(1 − value·y), brings any y within a few units to within half a unit and a hair; a second one makes that the nearest (Markstein)
    /// unless the significand is all ones. Then 1/value lies above a midpoint by 2^-p units: the step's result, y's relative error squared
    /// below 1/value, must fall below it whatever y was, which the nudge makes certain by keeping that error above 2^-47.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Of<TFloat64>(TFloat64 value)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 negated = TFloat64.Of(0) - value;
        TFloat64 y = TFloat64.ApproximateReciprocal(value) * TFloat64.Of(Nudge);
        y = TFloat64.FusedMultiplyAdd(y, TFloat64.FusedMultiplyAdd(negated, y, TFloat64.Of(1)), y);
        return TFloat64.FusedMultiplyAdd(y, TFloat64.FusedMultiplyAdd(negated, y, TFloat64.Of(1)), y);
    }
}
