using GpuSigmoid.Cli.Data;

namespace GpuSigmoid.Cli.Training;

/// <summary>Labelled rows of numbers from 0 to 1, split into those to train on and those to test with.</summary>
/// <param name="Name">The data set, and how it is split.</param>
/// <param name="Train">To train on.</param>
/// <param name="Test">To test with.</param>
/// <param name="Classes">The labels are 0 to Classes − 1.</param>
internal sealed record TrainingData(string Name, LabelledRows Train, LabelledRows Test, int Classes)
{
    private const int DigitsToTrainOn = 1437;

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
        const int Split = DigitsToTrainOn * Digits.Columns;
        return new(
            $"{DigitsName}: the first {DigitsToTrainOn} rows to train on, the last {Digits.Rows - DigitsToTrainOn} to test with",
            new(pixels[..Split], labels[..DigitsToTrainOn], Digits.Columns),
            new(pixels[Split..], labels[DigitsToTrainOn..], Digits.Columns),
            Classes: 10);
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

    /// <summary>The first rows.</summary>
    public LabelledRows First(int rows) => new(Values[..(rows * Columns)], Labels[..rows], Columns);
}
