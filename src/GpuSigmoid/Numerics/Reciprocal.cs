using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>1 / value with the same bits on every device, though each lane starts from an approximation of its own.</summary>
internal static class Reciprocal
{
    /// <summary>Far above the approximation's error of two units in the last place, far below the square root of one unit.</summary>
    public const double Float32Nudge = 1.0 / (1 << 18);

    /// <inheritdoc cref="Float32Nudge"/>
    public const double Float64Nudge = 1.0 / (1L << 46);

    /// <summary>
    /// The reciprocal rounded to nearest; for a significand of ones only, the number below it. One step of Newton's iteration,
    /// y + y(1 − value·y), brings y to within half a unit and a hair, and a second one to the nearest (Markstein), unless the significand
    /// is all ones. Then 1/value lies above a midpoint by 2^-p of a unit. The first step's result lies below 1/value by the square of y's
    /// relative error: the nudge holds that error at its own size, so that the result rounds downwards whatever y was, and the second step
    /// leaves it there, at a tie.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane>(TLane value, double nudge)
        where TLane : unmanaged, ILane<TLane>
    {
        TLane one = TLane.Of(1);
        TLane negated = TLane.Of(0) - value;
        TLane y = TLane.ApproximateReciprocal(value) * TLane.Of(1 + nudge);
        y = TLane.FusedMultiplyAdd(y, TLane.FusedMultiplyAdd(negated, y, one), y);
        return TLane.FusedMultiplyAdd(y, TLane.FusedMultiplyAdd(negated, y, one), y);
    }
}
