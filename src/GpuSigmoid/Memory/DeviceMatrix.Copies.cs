using System.Runtime.InteropServices;
using GpuSigmoid.Memory;

namespace GpuSigmoid;

// Every copy between host and device is here, and is counted here.
public sealed partial class DeviceMatrix<T>
{
    /// <summary>Copies all elements from the host. Returns when they are on the device.</summary>
    /// <param name="source">rows · columns elements, row by row.</param>
    /// <exception cref="ShapeMismatchException">There are more or fewer.</exception>
    /// <exception cref="ObjectDisposedException">The matrix, its owner or its device was disposed of.</exception>
    public void CopyFrom(ReadOnlySpan<T> source)
    {
        ThrowIfLengthDiffers(source.Length);
        MatrixSlice slice = Slice;
        if (slice.IsContiguous)
        {
            Write(slice, 0, source);
            return;
        }
        for (int row = 0; row < Rows; row++)
            Write(slice, row, source.Slice(row * (int)Columns, (int)Columns));
    }

    /// <summary>Copies all elements to the host, when the work queued before is done.</summary>
    /// <param name="destination">Takes rows · columns elements, row by row.</param>
    /// <exception cref="ShapeMismatchException">It has room for more or fewer.</exception>
    /// <exception cref="ObjectDisposedException">The matrix, its owner or its device was disposed of.</exception>
    public void CopyTo(Span<T> destination)
    {
        ThrowIfLengthDiffers(destination.Length);
        MatrixSlice slice = Slice;
        if (slice.IsContiguous)
        {
            Read(slice, 0, destination);
            return;
        }
        for (int row = 0; row < Rows; row++)
            Read(slice, row, destination.Slice(row * (int)Columns, (int)Columns));
    }

    /// <summary>Copies all elements from an array. Returns when they are on the device.</summary>
    /// <param name="source">An array of the matrix's shape.</param>
    /// <exception cref="ShapeMismatchException">It has another shape.</exception>
    /// <exception cref="ObjectDisposedException">The matrix, its owner or its device was disposed of.</exception>
    public void CopyFrom(T[,] source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ThrowIfShapeDiffers(source.GetLength(0), source.GetLength(1));
        CopyFrom(HostArray.AsSpan(source));
    }

    /// <summary>Copies all elements to an array, when the work queued before is done.</summary>
    /// <param name="destination">An array of the matrix's shape.</param>
    /// <exception cref="ShapeMismatchException">It has another shape.</exception>
    /// <exception cref="ObjectDisposedException">The matrix, its owner or its device was disposed of.</exception>
    public void CopyTo(T[,] destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ThrowIfShapeDiffers(destination.GetLength(0), destination.GetLength(1));
        CopyTo(HostArray.AsSpan(destination));
    }

    private void Write(in MatrixSlice slice, long row, ReadOnlySpan<T> source)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(source);
        if (bytes.IsEmpty)
            return;
        slice.Buffer.Write((slice.Offset + row * slice.LeadingDimension) * ElementType.SizeInBytes<T>(), bytes, slice.Stream);
        SigmoidMetrics.CountHostToDevice(Device, bytes.Length);
    }

    private void Read(in MatrixSlice slice, long row, Span<T> destination)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(destination);
        if (bytes.IsEmpty)
            return;
        slice.Buffer.Read((slice.Offset + row * slice.LeadingDimension) * ElementType.SizeInBytes<T>(), bytes, slice.Stream);
        SigmoidMetrics.CountDeviceToHost(Device, bytes.Length);
    }

    private void ThrowIfLengthDiffers(long length)
    {
        if (length != Length)
            throw new ShapeMismatchException($"The host has {length} elements but the matrix is {Rows} x {Columns}, which are {Length}.");
    }

    private void ThrowIfShapeDiffers(long rows, long columns)
    {
        if (rows != Rows || columns != Columns)
            throw new ShapeMismatchException($"The host's array is {rows} x {columns} but the matrix is {Rows} x {Columns}.");
    }
}
