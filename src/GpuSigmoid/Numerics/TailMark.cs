using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>
/// The mark on a cached tail c = copysign(S(−|x|), x): on which side of S(−|x|) the rounded |c| lies, one binary digit more than the element
/// type has. |c| ≤ 1/2 never needs the highest bit of the exponent, and that bit is set unless |c| was rounded down: stored is then c · 2^128 in
/// float32 and bfloat16, c · 2^16 in float16, c · 2^1024 in float64.
/// </summary>
/// <remarks>
/// What the passes compute with is the middle of the half that the mark leaves of c's rounding interval: a quarter of a last place from |c|,
/// an eighth below a power of two, and as far from S(−|x|) at most. Up to the smallest normal number |c| carries no mark and stands for itself.
/// </remarks>
internal static class TailMark
{
    /// <summary>2^512: twice applied, it sets the mark of a float64.</summary>
    public const double Float64Root = 1.3407807929942597e154;

    /// <summary>−2^-25: from here to 0 |c| is 1/2 and marked, which it is at 0 for want of a third state; nearer, float32 loses sight of 1/2 − S.</summary>
    public const double Float32NearZero = -1.0 / (1 << 25);

    /// <summary>The same for float64: −2^-54.</summary>
    public const double Float64NearZero = -5.551115123125783e-17;

    /// <summary>The least x whose |c| is more than the smallest normal number.</summary>
    private const double Float32Least = -87.33654022216797;

    /// <summary>The number after the smallest normal one.</summary>
    public const double Float32LeastMarked = 1.175494490952134e-38;

    /// <summary>The number after the smallest normal one.</summary>
    public const double Float64LeastMarked = 2.225073858507202e-308;

    /// <summary>2^-53 and its last place.</summary>
    private const double BeyondHalfOfLastPlace = 1.1102230246251568e-16;

    /// <summary>|c| for float64, marked where what its rounding lost is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Set<TFloat64>(TFloat64 tail, TFloat64 lost)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 root = TFloat64.Of(Float64Root);
        TFloat64 marked = TFloat64.WhereLess(tail, TFloat64.Of(Float64LeastMarked), tail, tail * root * root);
        return TFloat64.WhereLess(lost, TFloat64.Of(0), marked, tail);
    }

    /// <summary>A mark in its place, the second highest bit, removed where the float32 |c| has none.</summary>
    /// <param name="x">The input, not positive.</param>
    /// <param name="mark">The mark, or 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 WhereItMayBe<TFloat32>(TFloat32 x, TFloat32 mark)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32> =>
        TFloat32.WhereLess(x, TFloat32.Of(Float32Least), TFloat32.OfBits(0), mark);

    /// <summary>|c| without its mark, for float32 and what came from bfloat16: a NaN stays one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Clear<TFloat32>(TFloat32 stored)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32> =>
        TFloat32.WhereLess(stored, TFloat32.OfBits(0x7F800000), stored & TFloat32.OfBits(0xBFFFFFFF), stored);

    /// <summary>The same for other lanes.</summary>
    /// <param name="stored">The absolute value of what is stored.</param>
    /// <param name="root">The square root of the mark's factor.</param>
    // The factor is chosen, not the product: the product of what is not marked would be subnormal, which takes some processors long.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Clear<TLane>(TLane stored, double root)
        where TLane : unmanaged, ILane<TLane>
    {
        TLane down = TLane.WhereLess(stored, TLane.Of(2), TLane.Of(1), TLane.Of(1 / root));
        return stored * down * down;
    }

    /// <summary>The middle, for float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Middle<TFloat32, TFloat64>(TFloat32 stored)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        stored = TFloat32.Abs(stored);
        Quarters(stored, Float32LeastMarked, 0, out TFloat32 added, out TFloat32 subtracted);
        return TFloat64.WidenBetween(Clear(stored), added, subtracted);
    }

    /// <summary>The middle, for what came from a 2-byte type: float32 has room for its two or three digits more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 MiddleNarrow<TFormat, TFloat32>(TFloat32 stored)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        stored = TFloat32.Abs(stored);
        Quarters(stored, TFormat.LeastMarked, TFormat.QuarterPlace, out TFloat32 added, out TFloat32 subtracted);
        return TFloat32.SubtractBits(TFloat32.AddBits(TFormat.ClearMark(stored), added), subtracted);
    }

    /// <summary>
    /// The middle, for float64, less |c|: not more than a quarter of its last place, and so exact by itself. |c| may be scaled.
    /// </summary>
    /// <param name="tail">|c|, or that times a power of two.</param>
    /// <param name="stored">The absolute value of what is stored.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 MiddleLess<TFloat64>(TFloat64 tail, TFloat64 stored)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        // A number and a little more than half of its last place rounds to the next, whichever way.
        TFloat64 unmarked = TFloat64.WhereLess(
            stored, TFloat64.Of(Float64LeastMarked), TFloat64.Of(0), TFloat64.Of(BeyondHalfOfLastPlace));
        TFloat64 step = TFloat64.WhereLess(stored, TFloat64.Of(2), unmarked, TFloat64.Of(-BeyondHalfOfLastPlace));
        return (TFloat64.FusedMultiplyAdd(tail, step, tail) - tail) * TFloat64.Of(0.25);
    }

    // In units of that bit 0 and 0 where |c| stands for itself, 1 and 2 where it is marked, the exponent's highest bit being set, else 1 and 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters<TFloat32>(TFloat32 stored, double least, int place, out TFloat32 added, out TFloat32 subtracted)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        added = TFloat32.WhereLess(stored, TFloat32.Of(least), TFloat32.OfBits(0), TFloat32.OfBits(1u << place));
        subtracted = (stored >>> (29 - place)) & TFloat32.OfBits(2u << place);
    }
}
