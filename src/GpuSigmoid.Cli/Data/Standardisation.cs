namespace GpuSigmoid.Cli.Data;

internal static class Standardisation
{
    /// <summary>
    /// (x − mean) / σ for each column of a row-major matrix, σ = √(Σ(x − mean)² / rows); a constant column, which has no σ to divide by,
    /// becomes zeros.
    /// </summary>
    /// <exception cref="ArgumentException">The values are not rows × columns many.</exception>
    public static double[] PerColumn(ReadOnlySpan<double> values, int rows, int columns)
    {
        if ((long)rows * columns != values.Length)
        {
            throw new ArgumentException($"{rows} x {columns} values were announced, {values.Length} were given.", nameof(values));
        }

        double[] standardised = new double[values.Length];
        for (int column = 0; column < columns; column++)
        {
            double sum = 0;
            bool isConstant = true;
            for (int index = column; index < values.Length; index += columns)
            {
                sum += values[index];
                // The variance does not tell: a rounded mean leaves a constant column a small one.
                isConstant &= values[index] == values[column];
            }

            if (isConstant)
            {
                continue;
            }

            double mean = sum / rows;
            double squares = 0;
            for (int index = column; index < values.Length; index += columns)
            {
                squares += (values[index] - mean) * (values[index] - mean);
            }

            double deviation = Math.Sqrt(squares / rows);
            for (int index = column; index < values.Length; index += columns)
            {
                standardised[index] = (values[index] - mean) / deviation;
            }
        }

        return standardised;
    }
}
