using GpuSigmoid.Memory;

namespace GpuSigmoid.Training;

/// <summary>A factor of a matrix product: a matrix, or its transpose, which is the same memory walked the other way.</summary>
internal readonly record struct ProductOperand(MatrixSlice Slice, bool IsTransposed)
{
    public long Rows => IsTransposed ? Slice.Columns : Slice.Rows;

    public long Columns => IsTransposed ? Slice.Rows : Slice.Columns;

    /// <summary>Elements from one row of the factor to the next.</summary>
    public long RowStride => IsTransposed ? 1 : Slice.LeadingDimension;

    /// <summary>Elements from one column of the factor to the next.</summary>
    public long ColumnStride => IsTransposed ? Slice.LeadingDimension : 1;
}
