using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Kernels;

/// <summary>Which of the ways to one result a device takes. The bits are the same: each way rounds correctly.</summary>
internal static class OperationChoice
{
    /// <summary>
    /// Whether the float32 forward pass, of S or its tail or both, with or without a bias, is computed in float32 alone: where float64 runs at
    /// 1/32 or 1/64 of float32's rate, the float64 way would be slower than memory by far. The 2-byte types compute in float32 anyway;
    /// float64 itself has no other way.
    /// </summary>
    /// <typeparam name="TElement">The element type.</typeparam>
    /// <typeparam name="TOperation">The operation: a formula of one result, or an operation of two.</typeparam>
    public static bool TakesFloat32Way<TElement, TOperation>(bool hasFastFloat64) =>
        !hasFastFloat64 && typeof(TElement) == typeof(Float32Element) &&
        (typeof(TOperation) == typeof(MapFormula<Forward>) || typeof(TOperation) == typeof(MapFormula<ForwardTail<Forward>>)
            || typeof(TOperation) == typeof(ZipFormula<AfterAdd<Forward>>)
            || typeof(TOperation) == typeof(ZipFormula<AfterAdd<ForwardTail<Forward>>>)
            || typeof(TOperation) == typeof(OutputAndTail<Forward>)
            || typeof(TOperation) == typeof(PairAfterAdd<OutputAndTail<Forward>>));
}
