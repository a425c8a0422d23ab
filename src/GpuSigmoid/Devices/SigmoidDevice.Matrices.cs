namespace GpuSigmoid;

public abstract partial class SigmoidDevice
{
    private readonly Lock _heldLock = new();
    private long _bytesHeld;

    /// <summary>Bytes of device memory that matrices hold now; 0 once the device was disposed of.</summary>
    public long BytesHeld => Interlocked.Read(ref _bytesHeld);

    /// <summary>A new matrix of undefined contents, its rows following each other without a gap.</summary>
    /// <param name="rows">Rows, 0 or more.</param>
    /// <param name="columns">Columns, 0 or more.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the bytes do not fit 64 bits.</exception>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory.</exception>
    /// <exception cref="NotSupportedException">T is another type.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed of.</exception>
    public DeviceMatrix<T> Allocate<T>(long rows, long columns)
        where T : unmanaged => new(this, rows, columns);

    /// <summary>A new matrix with these contents. Returns when they are on the device.</summary>
    /// <param name="values">The elements, row by row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <exception cref="ShapeMismatchException">There are not rows · columns values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the bytes do not fit 64 bits.</exception>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory.</exception>
    /// <exception cref="NotSupportedException">T is another type.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed of.</exception>
    public DeviceMatrix<T> Upload<T>(ReadOnlySpan<T> values, long rows, long columns)
        where T : unmanaged
    {
        DeviceMatrix<T> matrix = Allocate<T>(rows, columns);
        try
        {
            matrix.CopyFrom(values);
            return matrix;
        }
        catch
        {
            matrix.Dispose();
            throw;
        }
    }

    /// <summary>A new matrix with the shape and contents of an array. Returns when they are on the device.</summary>
    /// <param name="values">The elements.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory.</exception>
    /// <exception cref="NotSupportedException">T is another type.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed of.</exception>
    public DeviceMatrix<T> Upload<T>(T[,] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return Upload(HostArray.AsSpan(values), values.GetLength(0), values.GetLength(1));
    }

    /// <summary>Counts what a matrix took or gave back. What is left when the device goes was counted off then.</summary>
    internal void CountHeld(long bytes)
    {
        lock (_heldLock)
        {
            if (IsDisposed)
                return;
            Interlocked.Add(ref _bytesHeld, bytes);
        }
        SigmoidMetrics.CountHeld(this, bytes);
    }

    private void MarkDisposed()
    {
        long held;
        lock (_heldLock)
        {
            IsDisposed = true;
            held = Interlocked.Exchange(ref _bytesHeld, 0);
        }
        SigmoidMetrics.CountHeld(this, -held);
    }
}
