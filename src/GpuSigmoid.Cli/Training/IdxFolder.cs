namespace GpuSigmoid.Cli.Training;

/// <summary>A folder with images and labels in four IDX files, as MNIST's and Fashion-MNIST's are; each may be compressed by gzip.</summary>
internal static class IdxFolder
{
    private const float LargestPixel = 255;

    /// <exception cref="BadInputException">The folder or a file is missing, or the files do not fit together.</exception>
    public static TrainingData Load(string name, string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadInputException(
                $"--data: found '{name}', which is no folder, wanted {TrainingData.DigitsName}, {TrainingData.FashionName} or a folder " +
                "with IDX files");
        }

        LabelledRows train = LoadPart(folder, "train"), test = LoadPart(folder, "t10k");
        if (train.Columns != test.Columns)
        {
            throw new BadInputException(
                folder, $"images of {train.Columns} pixels to train on and of {test.Columns} to test with", "images of one size");
        }

        int classes = Math.Max(train.Labels.Max(), test.Labels.Max()) + 1;
        return new($"{name}: {train.Rows} rows to train on, {test.Rows} to test with", train, test, classes);
    }

    private static LabelledRows LoadPart(string folder, string part)
    {
        string imagesPath = Find(folder, $"{part}-images-idx3-ubyte"), labelsPath = Find(folder, $"{part}-labels-idx1-ubyte");
        IdxArray images = IdxReader.Read(imagesPath, dimensions: 3), labels = IdxReader.Read(labelsPath, dimensions: 1);
        if (images.Rows != labels.Rows)
        {
            throw new BadInputException(labelsPath, $"{labels.Rows} labels", $"{images.Rows}, as many as {imagesPath} has images");
        }

        if (images.Rows == 0 || images.Columns == 0)
        {
            throw new BadInputException(imagesPath, $"{images.Rows} images of {images.Columns} pixels", "at least one of each");
        }

        return new(Array.ConvertAll(images.Bytes, pixel => pixel / LargestPixel), labels.Bytes, images.Columns);
    }

    private static string Find(string folder, string name)
    {
        string plain = Path.Join(folder, name), compressed = $"{plain}.gz";
        if (File.Exists(compressed))
        {
            return compressed;
        }

        return File.Exists(plain) ? plain : throw new BadInputException(folder, $"no {name}.gz and no {name}", "one of the two");
    }
}
