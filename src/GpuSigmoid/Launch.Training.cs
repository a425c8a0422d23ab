using GpuSigmoid.Training;

namespace GpuSigmoid;

// What a network needs beside the sigmoid and the matrix product. No part of the public interface.
internal static partial class Launch
{
    /// <summary>difference ← left − right.</summary>
    public static void Subtract<T>(DeviceMatrix<T> left, DeviceMatrix<T> right, DeviceMatrix<T> difference)
        where T : unmanaged =>
        Zip<T, Difference>(new(left), new(right), new(difference));

    /// <summary>squares ← matrix · matrix, elementwise.</summary>
    public static void Square<T>(DeviceMatrix<T> matrix, DeviceMatrix<T> squares)
        where T : unmanaged =>
        Zip<T, ElementwiseProduct>(new(matrix), new(matrix), new(squares));

    /// <summary>
    /// matrix ← fma(direction, factor, matrix), a step of gradient descent where the factor is the negative rate: one number for each column,
    /// in one row.
    /// </summary>
    public static void AddScaled<T>(DeviceMatrix<T> matrix, DeviceMatrix<T> direction, DeviceMatrix<T> factor)
        where T : unmanaged
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Matrices of {typeof(T)} are not trained here: the types are Single and Double.");
        Argument<T> to = new(matrix), by = new(direction), row = new(factor);
        CheckInput(by, to);
        row.ThrowIfNoRowOf(to);
        row.ThrowIfAnyIn(to);
        Run(to, new TernaryPass<FusedProductSum>(to.Device, by.Slice, OnEveryRow(row, to), to.Slice, to.Slice, adds: false));
    }
}
