using System.Buffers;
using System.Numerics.Tensors;

namespace GpuSigmoid;

public sealed partial class DeviceMatrix<T>
{
    /// <summary>Copies all elements from a tensor of any strides. Returns when they are on the device.</summary>
    /// <param name="source">A tensor of rank 2 and the matrix's shape, or of rank 1 where the matrix has one row.</param>
    /// <exception cref="ShapeMismatchException">It has another shape.</exception>
    /// <exception cref="ObjectDisposedException">The matrix, its owner or its device was disposed of.</exception>
    public void CopyFrom(in ReadOnlyTensorSpan<T> source)
    {
        ThrowIfShapeDiffers(source.Lengths);
        if (Length == 0)
            return;
        if (Length <= int.MaxValue && source.TryGetSpan(FirstIndexes(source.Rank), (int)Length, out ReadOnlySpan<T> dense))
        {
            CopyFrom(dense);
            return;
        }
        T[] values = new T[checked((int)Columns)];
        for (nint row = 0; row < Rows; row++)
        {
            source.Slice(RangesOf(source.Rank, row)).FlattenTo(values);
            RowRange(row, 1).CopyFrom(values);
        }
    }

    /// <summary>Copies all elements to a tensor of any strides, when the work queued before is done.</summary>
    /// <param name="destination">A tensor of rank 2 and the matrix's shape, or of rank 1 where the matrix has one row.</param>
    /// <exception cref="ShapeMismatchException">It has another shape.</exception>
    /// <exception cref="ObjectDisposedException">The matrix, its owner or its device was disposed of.</exception>
    public void CopyTo(in TensorSpan<T> destination)
    {
        ThrowIfShapeDiffers(destination.Lengths);
        if (Length == 0)
            return;
        if (Length <= int.MaxValue && destination.TryGetSpan(FirstIndexes(destination.Rank), (int)Length, out Span<T> dense))
        {
            CopyTo(dense);
            return;
        }
        T[] values = new T[checked((int)Columns)];
        for (nint row = 0; row < Rows; row++)
        {
            RowRange(row, 1).CopyTo(values);
            TensorSpan<T> target = destination.Slice(RangesOf(destination.Rank, row));
            new ReadOnlyTensorSpan<T>(values, target.Lengths).CopyTo(target);
        }
    }

    private static nint[] FirstIndexes(int rank) => new nint[rank];

    private static NRange[] RangesOf(int rank, nint row) => rank == 1 ? [NRange.All] : [new NRange(row, row + 1), NRange.All];

    private void ThrowIfShapeDiffers(ReadOnlySpan<nint> lengths)
    {
        bool same = lengths.Length switch
        {
            1 => Rows == 1 && lengths[0] == Columns,
            2 => lengths[0] == Rows && lengths[1] == Columns,
            _ => false,
        };
        if (!same)
        {
            throw new ShapeMismatchException(
                $"The host's tensor is {string.Join(" x ", lengths.ToArray())} but the matrix is {Rows} x {Columns}.");
        }
    }
}
