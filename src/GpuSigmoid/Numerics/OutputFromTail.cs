using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>
/// S(x) from the cached tail of x: |c| where that is negative, −0 included, and 1 − m elsewhere, m being the middle of what it and its
/// <see cref="TailMark"/> leave of S(−|x|): so that S is rounded as if from S(−|x|) itself.
/// </summary>
/// <remarks>
/// 1 − |c| may be a midpoint of two numbers; 1 − m is on the side on which S is. No other midpoint lies as near to 1 − |c| as that: they are
/// multiples of |c|'s last place away, and m is a quarter away.
/// </remarks>
internal readonly struct OutputFromTail : IMapOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 input)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat64 middle = TailMark.Middle<TFloat32, TFloat64>(input);
        return Of(input, TailMark.Clear(TFloat32.Abs(input)), TFloat64.Round(TFloat64.Of(1) - middle));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The difference in float32 is exact but where m is below 2^-11, for Half, or 2^-14, for bfloat16, and no midpoint is near, or where m lies
    /// an eighth of a place below a power of two.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 input)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat32 middle = TailMark.MiddleNarrow<TFormat, TFloat32>(input);
        return Of(input, TFormat.ClearMark(TFloat32.Abs(input)), TFloat32.Of(1) - middle);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 input)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 stored = TFloat64.Abs(input);
        TFloat64 tail = TailMark.Clear(stored, TailMark.Float64Root);
        TFloat64 rest = TailMark.MiddleLess(tail, stored);
        TFloat64 difference = TFloat64.Of(1) - tail;
        TFloat64 lost = TFloat64.Of(1) - difference - tail;
        TFloat64 lostAndRest = lost - rest;
        lostAndRest = TFloat64.NearestToOdd(lostAndRest, lost - lostAndRest - rest);
        return Of(input, tail, difference + lostAndRest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Of<TLane>(TLane tail, TLane below, TLane above)
        where TLane : unmanaged, ILane<TLane> =>
        TLane.WhereLess(TLane.CopySign(TLane.Of(1), tail), TLane.Of(0), below, above);
}
