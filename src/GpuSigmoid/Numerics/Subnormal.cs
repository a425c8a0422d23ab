using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>Rounding to a fixed last place: what a result below the normal range needs, before it is scaled down to there.</summary>
internal static class Subnormal
{
    /// <summary>
    /// high + low, rounded once to a multiple of the last place that <paramref name="threshold"/> has, for |high| &lt; |threshold| of the
    /// same sign and a far smaller low. Adding the threshold rounds high; what that lost, together with low, then decides once more.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Round<TLane>(TLane high, TLane low, TLane threshold)
        where TLane : unmanaged, ILane<TLane>
    {
        TLane sum = threshold + high;
        TLane lost = high - (sum - threshold);
        return sum + (lost + low) - threshold;
    }
}
