using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Bench.Measuring;
using GpuSigmoid.Numerics;
using GpuSigmoid.Reference;

namespace GpuSigmoid.Bench.Passes;

/// <summary>
/// What the cached S is worth: the derivative and the backward pass from x, on the same engine. They move the same bytes as the passes
/// from S, and do the forward pass's arithmetic once more.
/// </summary>
internal static class RecomputePasses
{
    public const string Library = "recompute";

    public static IEnumerable<Contender> Of<T>(Case what, CaseBuffers<T> buffers)
        where T : unmanaged
    {
        if (what.ElementType != FloatFormat.Float32)
            yield break;
        if (what.Operation == Operation.Derivative)
        {
            yield return new Contender(
                Library,
                "e^-x / (1 + e^-x)^2 from x",
                what.Bytes,
                set => Launch.Map<T, LongDerivative>(new(buffers.X[set]), new(buffers.Result[set])),
                Judges.LongDerivative(what.ElementType));
        }
        if (what.Operation == Operation.Backward)
        {
            yield return new Contender(
                Library,
                "S from x",
                what.Bytes,
                set => Launch.Zip<T, BackwardFromInput<Forward>>(
                    new(buffers.X[set]), new(buffers.OutputGradient[set]), new(buffers.Result[set])),
                Judges.Promise(what.Operation, what.ElementType));
        }
    }
}
