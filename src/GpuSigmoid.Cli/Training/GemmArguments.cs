using GpuSigmoid.Memory;
using GpuSigmoid.Training;

namespace GpuSigmoid.Cli.Training;

/// <summary>
/// A row-major product as the arguments of BLAS's gemm, C ← op(A) · op(B), whose matrices are column-major. What is row-major in memory is,
/// read by columns, the transpose: gemm is asked for productᵀ = rightᵀ · leftᵀ, so that A is the right factor, B the left one and C the
/// product, each where and as it lies.
/// </summary>
/// <param name="TransposesA">Whether op(A) is the transpose of the right factor's memory as read by columns.</param>
/// <param name="TransposesB">The same of the left factor's.</param>
/// <param name="M">Rows of op(A) and C.</param>
/// <param name="N">Columns of op(B) and C.</param>
/// <param name="K">Columns of op(A) and rows of op(B).</param>
/// <param name="LeadingDimensionA">Elements from one column of A to the next.</param>
/// <param name="LeadingDimensionB">The same of B.</param>
/// <param name="LeadingDimensionC">The same of C.</param>
internal readonly record struct GemmArguments(
    bool TransposesA, bool TransposesB, int M, int N, int K, int LeadingDimensionA, int LeadingDimensionB, int LeadingDimensionC)
{
    /// <summary>The arguments for product ← left · right, whose shapes fit.</summary>
    /// <exception cref="OverflowException">A size is beyond the 32 bits that gemm has for it.</exception>
    public static GemmArguments For(in ProductOperand left, in ProductOperand right, in MatrixSlice product) => new(
        right.IsTransposed,
        left.IsTransposed,
        checked((int)product.Columns),
        checked((int)product.Rows),
        checked((int)left.Columns),
        LeadingDimension(right.Slice),
        LeadingDimension(left.Slice),
        LeadingDimension(product));

    // BLAS refuses 0, which a matrix without columns may have.
    private static int LeadingDimension(in MatrixSlice slice) => checked((int)Math.Max(1, slice.LeadingDimension));
}
