using GpuSigmoid.Memory;
using GpuSigmoid.Training;

namespace GpuSigmoid;

// What a network needs beside the sigmoid and the matrix product. No part of the public interface.
internal static partial class Launch
{
    /// <summary>matrix ← matrix + row, the row added to every row.</summary>
    public static void AddRow<T>(DeviceMatrix<T> matrix, DeviceMatrix<T> row)
        where T : unmanaged
    {
        CheckRow(nameof(row), row, nameof(matrix), matrix);
        MatrixSlice to = matrix.Slice;
        Overlap.ThrowIfAny(nameof(row), row.Slice, nameof(matrix), to);
        if (to.Length > 0)
            RunZip<T, Addition>(matrix.Device, to, row.Slice with { Rows = to.Rows, LeadingDimension = 0 }, to);
    }

    /// <summary>difference ← left − right.</summary>
    public static void Subtract<T>(DeviceMatrix<T> left, DeviceMatrix<T> right, DeviceMatrix<T> difference)
        where T : unmanaged =>
        Zip<T, Difference>(nameof(left), left, nameof(right), right, nameof(difference), difference);

    /// <summary>squares ← matrix · matrix, elementwise.</summary>
    public static void Square<T>(DeviceMatrix<T> matrix, DeviceMatrix<T> squares)
        where T : unmanaged =>
        Zip<T, ElementwiseProduct>(nameof(matrix), matrix, nameof(matrix), matrix, nameof(squares), squares);

    /// <summary>
    /// matrix ← fma(direction, factor, matrix), a step of gradient descent where the factor is the negative rate: one number for each column,
    /// in one row.
    /// </summary>
    public static void AddScaled<T>(DeviceMatrix<T> matrix, DeviceMatrix<T> direction, DeviceMatrix<T> factor)
        where T : unmanaged
    {
        Check(nameof(matrix), matrix, nameof(direction), direction);
        CheckRow(nameof(factor), factor, nameof(matrix), matrix);
        MatrixSlice to = matrix.Slice, by = direction.Slice, row = factor.Slice;
        Overlap.ThrowIfPartial(nameof(direction), by, nameof(matrix), to);
        Overlap.ThrowIfAny(nameof(factor), row, nameof(matrix), to);
        if (to.Length == 0)
            return;
        row = row with { Rows = to.Rows, LeadingDimension = 0 };
        if (typeof(T) == typeof(float))
            matrix.Device.Ternary<Elements.Float32Element, uint, FusedProductSum>(by, row, to, to);
        else if (typeof(T) == typeof(double))
            matrix.Device.Ternary<Elements.Float64Element, ulong, FusedProductSum>(by, row, to, to);
        else
            throw new NotSupportedException($"Matrices of {typeof(T)} are not trained here: the types are Single and Double.");
        SigmoidMetrics.CountLaunch(matrix.Device);
    }
}
