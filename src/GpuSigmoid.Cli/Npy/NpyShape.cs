namespace GpuSigmoid.Cli.Npy;

internal static class NpyShape
{
    /// <exception cref="ArgumentException">A size is negative, or the values are not rows × columns many.</exception>
    public static void Check(long rows, long columns, long valueCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if ((Int128)rows * columns != valueCount)
        {
            throw new ArgumentException($"{rows} x {columns} elements were announced, {valueCount} were given.", nameof(valueCount));
        }
    }
}
