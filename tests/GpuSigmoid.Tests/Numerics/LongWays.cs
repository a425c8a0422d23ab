using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Tests.Numerics;

/// <summary>S, or the tail, of one value on the lane of a GPU's thread, which has no short way.</summary>
internal static class LongWays
{
    public static float Of(bool isTail, float input) => (isTail
        ? ForwardTail<Forward>.Float32<Float32x1, Float64x1>(new Float32x1(input))
        : Forward.Float32<Float32x1, Float64x1>(new Float32x1(input))).Value;

    public static double Of(bool isTail, double input) => (isTail
        ? ForwardTail<Forward>.Float64(new Float64x1(input))
        : Forward.Float64(new Float64x1(input))).Value;
}
