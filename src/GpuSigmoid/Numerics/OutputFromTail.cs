using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>S = |c| where c = copysign(S(−|x|), x) is negative, −0 included, and 1 − |c| elsewhere.</summary>
internal readonly struct OutputFromTail : IMapOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 input)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        Of(input);

    /// <inheritdoc/>
    /// <remarks>
    /// The difference in float32 is exact but for two kinds of c, both bfloat16: below 2^-17, where it lies within 2^-17 of 1 and so rounds
    /// to 1 as the exact one does; above 2^24, where it is within 2^-23 of −|c|, relatively, and so rounds to −|c| as the exact one does.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 input)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        Of(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 input)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        Of(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Of<TLane>(TLane tail)
        where TLane : unmanaged, ILane<TLane>
    {
        TLane magnitude = TLane.Abs(tail);
        TLane one = TLane.Of(1);
        return TLane.WhereLess(TLane.CopySign(one, tail), TLane.Of(0), magnitude, one - magnitude);
    }
}
