namespace GpuSigmoid;

public sealed partial class DeviceMatrix<T>
{
    private DeviceMatrix(DeviceMatrix<T> owner, long offset, (long Rows, long Columns) shape)
    {
        _memory = owner._memory;
        _offset = owner._offset + offset;
        _isView = true;
        Rows = shape.Rows;
        Columns = shape.Columns;
        LeadingDimension = shape.Columns;
    }

    /// <summary>
    /// Some of the elements of a matrix of one row as a matrix of their own shape, without copying: how an arena is shared out. The caller
    /// sees to it that they lie within.
    /// </summary>
    internal DeviceMatrix<T> Part(long offset, long rows, long columns) => new(this, offset, (rows, columns));
}
