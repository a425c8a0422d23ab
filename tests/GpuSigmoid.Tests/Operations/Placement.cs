using GpuSigmoid.Reference;

namespace GpuSigmoid.Tests.Operations;

/// <summary>
/// A shape as a view of a matrix: the elements before, between and after the view's rows are not the view's. A matrix's views cannot
/// reach beyond a row's end, so where the offset needs more room the leading dimension grows, and stays odd or even.
/// </summary>
internal sealed class Placement
{
    public Placement(MatrixShape shape)
    {
        Shape = shape;
        int missing = Math.Max(0, shape.Offset + shape.Columns - shape.LeadingDimension);
        Columns = shape.LeadingDimension + (missing + 1) / 2 * 2;
    }

    public MatrixShape Shape { get; }

    /// <summary>The rows of the matrix that the view lies in: one more, to catch what is written past the end.</summary>
    public int Rows => Shape.Rows + 1;

    public int Columns { get; }

    public DeviceMatrix<T> ViewOf<T>(DeviceMatrix<T> matrix)
        where T : unmanaged => matrix.View(0, Shape.Offset, Shape.Rows, Shape.Columns);

    /// <summary>Where element <paramref name="i"/> of the view, row by row, lies in the matrix.</summary>
    public int IndexOf(int i) => i / Shape.Columns * Columns + Shape.Offset + i % Shape.Columns;
}
