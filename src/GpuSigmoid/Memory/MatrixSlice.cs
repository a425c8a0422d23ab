namespace GpuSigmoid.Memory;

/// <summary>Where a row-major matrix lies in a buffer; offset and leading dimension count elements.</summary>
internal readonly record struct MatrixSlice(DeviceBuffer Buffer, long Offset, long Rows, long Columns, long LeadingDimension)
{
    /// <summary>Whether the rows follow each other without a gap, so that the matrix may be taken for one long row.</summary>
    public bool IsContiguous => LeadingDimension == Columns || Rows <= 1;

    /// <summary>
    /// The buffer's place in the address space of its device, in elements of the matrix; 0 where it has none. It makes two buffers over the
    /// same foreign memory comparable.
    /// </summary>
    public long Origin { get; init; }

    /// <summary>Where work on the matrix is queued; null is the device's own stream.</summary>
    public SigmoidStream? Stream { get; init; }

    /// <summary>rows · columns.</summary>
    public long Length => Rows * Columns;
}
