namespace GpuSigmoid.Cli.Npy;

internal static class Transposition
{
    // A square of this side, read along columns and written along rows, stays in the first-level cache.
    private const int Side = 32;

    /// <summary>The column-major rows × columns values in row-major order.</summary>
    public static T[] ToRowMajor<T>(ReadOnlySpan<T> columnMajor, int rows, int columns)
        where T : unmanaged
    {
        T[] rowMajor = GC.AllocateUninitializedArray<T>(columnMajor.Length);
        for (long firstRow = 0; firstRow < rows; firstRow += Side)
        {
            int endRow = (int)Math.Min(firstRow + Side, rows);
            for (long firstColumn = 0; firstColumn < columns; firstColumn += Side)
            {
                int endColumn = (int)Math.Min(firstColumn + Side, columns);
                for (int row = (int)firstRow; row < endRow; row++)
                {
                    for (int column = (int)firstColumn; column < endColumn; column++)
                    {
                        rowMajor[(row * columns) + column] = columnMajor[(column * rows) + row];
                    }
                }
            }
        }

        return rowMajor;
    }
}
