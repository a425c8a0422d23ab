using System.Globalization;

namespace GpuSigmoid.Cli.Training;

/// <summary>The sizes of a network: the columns of its input, then those of each layer.</summary>
internal static class LayerSizes
{
    private const int Largest = 1 << 16;
    private const int MostSizes = 64;
    private const string Wanted = "numbers such as 64,32,10";

    /// <summary>The sizes that are asked for, or one that suits the data.</summary>
    /// <exception cref="BadInputException">They are no sizes, or do not fit the data.</exception>
    public static int[] For(string? given, TrainingData data)
    {
        int[] sizes = given is null ? Default(data) : Parse(given);
        if (sizes[0] != data.Columns || sizes[^1] < data.Classes)
        {
            throw new BadInputException(
                $"--layers: found {string.Join(',', sizes)}, wanted {data.Columns} first, which are the pixels, and at least {data.Classes} " +
                "last, which are the classes");
        }

        return sizes;
    }

    private static int[] Default(TrainingData data) =>
        data.Columns < 128 ? [data.Columns, 32, data.Classes] : [data.Columns, 128, 64, data.Classes];

    private static int[] Parse(string given)
    {
        string[] parts = given.Split(',');
        int[] sizes = new int[parts.Length];
        if (parts.Length is < 2 or > MostSizes)
        {
            throw new BadInputException($"--layers: found '{BadInputException.Excerpt(given)}', wanted 2 to {MostSizes} {Wanted}");
        }

        for (int index = 0; index < parts.Length; index++)
        {
            if (!int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[index])
                || sizes[index] is < 1 or > Largest)
            {
                throw new BadInputException(
                    $"--layers: found '{BadInputException.Excerpt(parts[index])}' in '{BadInputException.Excerpt(given)}', " +
                    $"wanted {Wanted}, each 1 to {Largest}");
            }
        }

        return sizes;
    }
}
