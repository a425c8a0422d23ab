using GpuSigmoid.Cli.Data;

namespace GpuSigmoid.Cli.Training;

/// <summary>Labelled rows of numbers from 0 to 1, split into those to train on and those to test with.</summary>
/// <param name="Name">The data set, and how it is split.</param>
/// <param name="Train">To train on.</param>
/// <param name="Test">To test with.</param>
/// <param name="Classes">The labels are 0 to Classes − 1.</param>
internal sealed record TrainingData(string Name, LabelledRows Train, LabelledRows Test, int Classes)
{
    /// <summary>
    /// Every fifth digit is one to test with, the first among them. The last fifth would be another test: those digits are unlike the others
    /// (of them the same network gets 91 to 92%).
    /// </summary>
    private const int DigitsPerTest = 5;

    private const float LargestDigitPixel = 16;

    public const string DigitsName = "digits";
    public const string FashionName = "fashion-mnist";
    private const string FashionFolder = "/usr/share/datasets/fashion-mnist";

    public int Columns => Train.Columns;

    /// <exception cref="BadInputException">There is no such data set, or its files are not what they should be.</exception>
    public static TrainingData Load(string name) => name switch
    {
        DigitsName => LoadDigits(),
        FashionName when !Directory.Exists(FashionFolder) => throw new BadInputException(
            $"--data {FashionName}: found no {FashionFolder}, wanted Debian's package dataset-fashion-mnist " +
            "(apt-get install dataset-fashion-mnist) or, instead of the name, a folder with the four IDX files"),
        FashionName => IdxFolder.Load(FashionName, FashionFolder),
        _ => IdxFolder.Load(name, name),
    };

    private static TrainingData LoadDigits()
    {
        Digits digits = Digits.Load();
        float[] pixels = Array.ConvertAll(digits.Pixels, pixel => (float)pixel / LargestDigitPixel);
        byte[] labels = Array.ConvertAll(digits.Labels, label => (byte)label);
        LabelledRows all = new(pixels, labels, Digits.Columns);
        LabelledRows train = all.Reordered([.. Enumerable.Range(0, all.Rows).Where(row => row % DigitsPerTest != 0)]);
        LabelledRows test = all.Reordered([.. Enumerable.Range(0, all.Rows).Where(row => row % DigitsPerTest == 0)]);
        return new($"{DigitsName}: every fifth of the {all.Rows} rows to test with, the other {train.Rows} to train on", train, test, Classes: 10);
    }
}

/// <summary>Rows of numbers, each with a label.</summary>
internal sealed record LabelledRows(float[] Values, byte[] Labels, int Columns)
{
    public int Rows => Labels.Length;

    /// <summary>The rows in another order.</summary>
    public LabelledRows Reordered(ReadOnlySpan<int> order)
    {
        float[] values = new float[order.Length * Columns];
        byte[] labels = new byte[order.Length];
        for (int row = 0; row < order.Length; row++)
        {
            Values.AsSpan(order[row] * Columns, Columns).CopyTo(values.AsSpan(row * Columns));
            labels[row] = Labels[order[row]];
        }

        return new(values, labels, Columns);
    }
}
