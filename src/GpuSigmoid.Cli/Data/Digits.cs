using System.Globalization;
using System.IO.Compression;

namespace GpuSigmoid.Cli.Data;

/// <summary>1,797 handwritten digits of 8 × 8 pixels (see data/README.md): row-major, a digit a row, a pixel a column.</summary>
internal sealed class Digits
{
    public const int Rows = 1797;
    public const int Columns = 64;

    private Digits(double[] pixels, int[] labels)
    {
        Pixels = pixels;
        Labels = labels;
    }

    /// <summary>Rows × columns pixels of 0 to 16.</summary>
    public double[] Pixels { get; }

    /// <summary>The digit 0 to 9 that each row shows.</summary>
    public int[] Labels { get; }

    public static Digits Load()
    {
        using Stream resource = typeof(Digits).Assembly.GetManifestResourceStream("digits.csv.gz")
            ?? throw new InvalidOperationException("The assembly was built without its resource digits.csv.gz.");
        using StreamReader reader = new(new GZipStream(resource, CompressionMode.Decompress));

        double[] pixels = new double[Rows * Columns];
        int[] labels = new int[Rows];
        for (int row = 0; row < Rows; row++)
        {
            string[] fields = reader.ReadLine()?.Split(',') ?? [];
            if (fields.Length != Columns + 1)
            {
                throw new InvalidDataException($"Row {row} of the digits has {fields.Length} fields, wanted {Columns + 1}.");
            }

            for (int column = 0; column < Columns; column++)
            {
                pixels[(row * Columns) + column] = double.Parse(fields[column], CultureInfo.InvariantCulture);
            }

            labels[row] = int.Parse(fields[Columns], CultureInfo.InvariantCulture);
        }

        return new(pixels, labels);
    }

    /// <summary>The pixels, standardised per column.</summary>
    public double[] Standardise() => Standardisation.PerColumn(Pixels, Rows, Columns);
}
