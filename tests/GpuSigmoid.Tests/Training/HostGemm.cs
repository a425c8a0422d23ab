using System.Runtime.InteropServices;
using GpuSigmoid.Cli.Training;
using GpuSigmoid.Memory;
using GpuSigmoid.Training;
using Xunit;

namespace GpuSigmoid.Tests.Training;

/// <summary>
/// BLAS's gemm for float64 as its reference describes it, on the host: column-major matrices, and leading dimensions that are refused where
/// they are too small. Each element is summed in the plain product's chain, so that the same factors give the same bits.
/// </summary>
internal sealed class HostGemm : MatrixProduct
{
    /// <summary>Which factors were transposed, the left one first, in the products so far.</summary>
    public HashSet<(bool Left, bool Right)> Seen { get; } = [];

    public override string Description => "gemm on the host";

    public override bool HasSameBitsEverywhere => false;

    /// <summary>C ← op(A) · op(B).</summary>
    public static void Run(in GemmArguments arguments, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c)
    {
        (bool transposesA, bool transposesB, int m, int n, int k, int lda, int ldb, int ldc) = arguments;
        Assert.InRange(lda, Math.Max(1, transposesA ? k : m), int.MaxValue);
        Assert.InRange(ldb, Math.Max(1, transposesB ? n : k), int.MaxValue);
        Assert.InRange(ldc, Math.Max(1, m), int.MaxValue);
        for (int column = 0; column < n; column++)
        {
            for (int row = 0; row < m; row++)
            {
                double sum = 0;
                for (int i = 0; i < k; i++)
                {
                    sum = Math.FusedMultiplyAdd(
                        a[transposesA ? i + row * lda : row + i * lda], b[transposesB ? column + i * ldb : i + column * ldb], sum);
                }

                c[row + column * ldc] = sum;
            }
        }
    }

    public override void Dispose()
    {
    }

    protected override void Queue<T>(SigmoidDevice device, in ProductOperand left, in ProductOperand right, in MatrixSlice product)
    {
        Assert.Equal(typeof(double), typeof(T));
        Seen.Add((left.IsTransposed, right.IsTransposed));
        double[] c = Read(product);
        Run(GemmArguments.For(left, right, product), Read(right.Slice), Read(left.Slice), c);
        product.Buffer.Write(product.Offset * sizeof(double), MemoryMarshal.AsBytes<double>(c));
    }

    private static double[] Read(in MatrixSlice slice)
    {
        double[] values = new double[(slice.Rows - 1) * slice.LeadingDimension + slice.Columns];
        slice.Buffer.Read(slice.Offset * sizeof(double), MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
