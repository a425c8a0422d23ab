namespace GpuSigmoid;

/// <summary>Two things that must have one shape have two. The message names both.</summary>
public sealed class ShapeMismatchException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What has which shape.</param>
    public ShapeMismatchException(string message)
        : base(message)
    {
    }

    internal static void ThrowIfDifferent<T>(string firstName, DeviceMatrix<T> first, string secondName, DeviceMatrix<T> second)
        where T : unmanaged
    {
        if (first.Rows != second.Rows || first.Columns != second.Columns)
        {
            throw new ShapeMismatchException(
                $"{firstName} is {first.Rows} x {first.Columns} but {secondName} is {second.Rows} x {second.Columns}: they must have one shape.");
        }
    }

    internal static void ThrowIfNotRow<T>(string rowName, DeviceMatrix<T> row, string matrixName, DeviceMatrix<T> matrix)
        where T : unmanaged
    {
        if (row.Rows != 1 || row.Columns != matrix.Columns)
        {
            throw new ShapeMismatchException(
                $"{rowName} is {row.Rows} x {row.Columns} but {matrixName} is {matrix.Rows} x {matrix.Columns}: " +
                $"{rowName} must be 1 x {matrix.Columns}.");
        }
    }
}
