using System.Runtime.CompilerServices;
using GpuSigmoid.Memory;

namespace GpuSigmoid;

/// <summary>A matrix that was given to a pass, with the name of its parameter for the messages of errors.</summary>
internal readonly struct Argument<T>
    where T : unmanaged
{
    private readonly string _name;
    private readonly DeviceMatrix<T> _matrix;

    /// <exception cref="ArgumentNullException">There is none.</exception>
    /// <exception cref="ObjectDisposedException">The matrix, its owner or its device was disposed of.</exception>
    public Argument(DeviceMatrix<T> matrix, [CallerArgumentExpression(nameof(matrix))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        (_name, _matrix, Slice) = (name, matrix, matrix.Slice);
    }

    public MatrixSlice Slice { get; }

    public SigmoidDevice Device => _matrix.Device;

    /// <summary>Refuses another device or shape.</summary>
    public void ThrowIfUnlike(in Argument<T> other)
    {
        DeviceMismatchException.ThrowIfDifferent(_name, Device, other._name, other.Device);
        ShapeMismatchException.ThrowIfDifferent(_name, _matrix, other._name, other._matrix);
    }

    /// <summary>Refuses what is not one row of the other's columns on its device.</summary>
    public void ThrowIfNoRowOf(in Argument<T> other)
    {
        DeviceMismatchException.ThrowIfDifferent(other._name, other.Device, _name, Device);
        ShapeMismatchException.ThrowIfNotRow(_name, _matrix, other._name, other._matrix);
    }

    /// <summary>Refuses what cannot take the sum of the other's elements.</summary>
    public void ThrowIfNoTotalOf(in Argument<T> other)
    {
        DeviceMismatchException.ThrowIfDifferent(other._name, other.Device, _name, Device);
        if (_matrix.Rows != 1 || _matrix.Columns != 1)
        {
            throw new ShapeMismatchException(
                $"{_name} is {_matrix.Rows} x {_matrix.Columns} but the sum of {other._name}, which is {other._matrix.Rows} x " +
                $"{other._matrix.Columns}, is 1 x 1.");
        }
    }

    /// <summary>Refuses an output that shares some of this input's memory but is not this input.</summary>
    public void ThrowIfPartlyIn(in Argument<T> output) => Overlap.ThrowIfPartial(_name, Slice, output._name, output.Slice);

    /// <summary>Refuses an output that shares memory with this matrix.</summary>
    public void ThrowIfAnyIn(in Argument<T> output) => Overlap.ThrowIfAny(_name, Slice, output._name, output.Slice);
}
