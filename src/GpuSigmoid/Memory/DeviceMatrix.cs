using GpuSigmoid.Memory;

namespace GpuSigmoid;

/// <summary>
/// A row-major matrix in a device's memory, or a view of a part of one. The element in row i and column j stands
/// i · <see cref="LeadingDimension"/> + j elements after the first.
/// </summary>
/// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
/// <remarks>
/// A view shares the memory of the matrix that it was taken from: disposing of a view does nothing, disposing of the matrix ends its views.
/// </remarks>
public sealed partial class DeviceMatrix<T> : IDisposable
    where T : unmanaged
{
    private readonly DeviceMemory _memory;
    private readonly long _offset;
    private readonly bool _isView;
    private readonly SigmoidStream? _stream;

    internal DeviceMatrix(SigmoidDevice device, long rows, long columns)
    {
        ElementType.ThrowIfNotSupported<T>();
        ObjectDisposedException.ThrowIf(device.IsDisposed, device);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if ((Int128)rows * columns > long.MaxValue / ElementType.SizeInBytes<T>())
            throw new ArgumentOutOfRangeException(nameof(rows), $"A matrix of {rows} x {columns} has more bytes than fit 64 bits.");
        long bytes = rows * columns * ElementType.SizeInBytes<T>();
        _memory = DeviceMemory.TryAllocate(device, bytes) ?? throw new OutOfDeviceMemoryException(device, rows, columns, bytes);
        Rows = rows;
        Columns = columns;
        LeadingDimension = columns;
    }

    internal DeviceMatrix(DeviceMemory memory, long rows, long columns, long leadingDimension)
    {
        _memory = memory;
        Rows = rows;
        Columns = columns;
        LeadingDimension = leadingDimension;
    }

    private DeviceMatrix(DeviceMatrix<T> owner, long row, long column, long rows, long columns, SigmoidStream? stream)
    {
        _memory = owner._memory;
        _offset = owner._offset + row * owner.LeadingDimension + column;
        _isView = true;
        _stream = stream;
        Rows = rows;
        Columns = columns;
        LeadingDimension = owner.LeadingDimension;
    }

    /// <summary>The device.</summary>
    public SigmoidDevice Device => _memory.Device;

    /// <summary>Rows.</summary>
    public long Rows { get; }

    /// <summary>Columns.</summary>
    public long Columns { get; }

    /// <summary>Elements from the start of a row to the start of the next: <see cref="Columns"/>, or more in a view.</summary>
    public long LeadingDimension { get; }

    /// <summary>rows · columns.</summary>
    public long Length => Rows * Columns;

    /// <summary>Whether the rows follow each other without a gap.</summary>
    public bool IsContiguous => LeadingDimension == Columns || Rows <= 1;

    /// <exception cref="ObjectDisposedException">The matrix, its owner or its device was disposed of.</exception>
    internal MatrixSlice Slice
    {
        get
        {
            DeviceBuffer buffer = _memory.Buffer;
            return new MatrixSlice(buffer, _offset, Rows, Columns, LeadingDimension)
            {
                Origin = buffer.Address / ElementType.SizeInBytes<T>(),
                Stream = _stream,
            };
        }
    }

    /// <summary>A view of a part of the matrix, without copying.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="column">The first column.</param>
    /// <param name="rows">Rows of the view.</param>
    /// <param name="columns">Columns of the view.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie within the matrix.</exception>
    public DeviceMatrix<T> View(long row, long column, long rows, long columns)
    {
        ThrowIfOutside(row, rows, Rows, nameof(row), "rows");
        ThrowIfOutside(column, columns, Columns, nameof(column), "columns");
        return new DeviceMatrix<T>(this, row, column, rows, columns, _stream);
    }

    /// <summary>A view of some rows of the matrix, without copying.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="rows">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows do not lie within the matrix.</exception>
    public DeviceMatrix<T> RowRange(long row, long rows) => View(row, 0, rows, Columns);

    /// <summary>
    /// A view of the whole matrix whose work is queued on a stream: a pass runs on the stream of its output, a copy on that of the device
    /// matrix. See <see cref="SigmoidStream"/> for the order between streams.
    /// </summary>
    /// <param name="stream">The stream, or null for the device's own.</param>
    /// <exception cref="DeviceMismatchException">The stream is another device's.</exception>
    public DeviceMatrix<T> On(SigmoidStream? stream)
    {
        if (stream is not null)
            DeviceMismatchException.ThrowIfDifferent("The matrix", Device, "the stream", stream.Device);
        return new DeviceMatrix<T>(this, 0, 0, Rows, Columns, stream);
    }

    /// <summary>Gives the memory back to the device once the work that was queued on it is done. Does nothing on a view.</summary>
    public void Dispose()
    {
        if (!_isView)
            _memory.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => $"DeviceMatrix<{typeof(T).Name}> {Rows} x {Columns} on {Device.Name}";

    private static void ThrowIfOutside(long start, long count, long extent, string parameter, string unit)
    {
        if (start < 0 || count < 0 || start > extent - count)
        {
            throw new ArgumentOutOfRangeException(
                parameter, $"A view of {count} {unit} from {start} does not lie within the {extent} {unit} of the matrix.");
        }
    }
}
