namespace GpuSigmoid.Memory;

/// <summary>Where a row-major matrix lies in a buffer; offset and leading dimension count elements.</summary>
internal readonly record struct MatrixSlice(DeviceBuffer Buffer, long Offset, long Rows, long Columns, long LeadingDimension)
{
    /// <summary>Whether the rows follow each other without a gap, so that the matrix may be taken for one long row.</summary>
    public bool IsContiguous => LeadingDimension == Columns || Rows <= 1;

    /// <summary>rows · columns.</summary>
    public long Length => Rows * Columns;
}
