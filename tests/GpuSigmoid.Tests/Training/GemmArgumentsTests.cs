using GpuSigmoid.Cli;
using GpuSigmoid.Cli.Training;
using GpuSigmoid.Memory;
using Xunit;

namespace GpuSigmoid.Tests.Training;

/// <summary>What cuBLAS is asked for is the product that is wanted: shown with a gemm on the host that does as BLAS says.</summary>
public sealed class GemmArgumentsTests
{
    private const double Untouched = -7.25;

    public static TheoryData<int, int, int> Shapes =>
        new() { { 1, 1, 1 }, { 2, 3, 4 }, { 5, 1, 3 }, { 1, 6, 2 }, { 4, 3, 1 }, { 3, 2, 0 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void TheProductIsTheWantedOne(int rows, int columns, int depth)
    {
        foreach (bool isLeftTransposed in new[] { false, true })
        {
            foreach (bool isRightTransposed in new[] { false, true })
            {
                foreach (int gap in new[] { 0, 3 })
                    Check(rows, columns, depth, isLeftTransposed, isRightTransposed, gap);
            }
        }
    }

    [Fact]
    public void SizesBeyondGemmsThirtyTwoBitsAreNotCutOff()
    {
        MatrixSlice slice = new(null!, 0, 1, 1, LeadingDimension: 1L << 32);
        Assert.Throws<OverflowException>(() => GemmArguments.For(new(slice, false), new(slice, false), slice));
    }

    /// <summary>A training asks for three of the combinations; with gemm in the plain kernel's place its bits are the same.</summary>
    [Fact]
    public void ATrainingWithGemmIsTheTrainingWithThePlainKernel()
    {
        TrainingData data = TrainingData.Load(TrainingData.DigitsName);
        LabelledRows few = data.Train.Reordered([.. Enumerable.Range(0, 45)]);
        TrainingOptions options = new() { Layers = [64, 7, 10], Epochs = 1, Batch = 16, Rate = 2, Seed = 5 };
        using HostGemm gemm = new();
        using SigmoidDevice device = SigmoidDevice.Open("cpu");
        using Trainer<double, Float64Elements> trainer = new(device, data with { Train = few }, options, gemm);
        using Trainer<double, Float64Elements> plain = new(device, data with { Train = few }, options);
        Assert.Equal(plain.RunEpoch(CancellationToken.None), trainer.RunEpoch(CancellationToken.None));
        Assert.Equal(plain.CopyWeights(), trainer.CopyWeights());
        Assert.Equal([(false, false), (false, true), (true, false)], gemm.Seen.Order());
    }

    private static void Check(int rows, int columns, int depth, bool isLeftTransposed, bool isRightTransposed, int gap)
    {
        (MatrixSlice left, double[] leftValues) = Drawn(isLeftTransposed ? depth : rows, isLeftTransposed ? rows : depth, gap, seed: 1);
        (MatrixSlice right, double[] rightValues) =
            Drawn(isRightTransposed ? columns : depth, isRightTransposed ? depth : columns, gap, seed: 2);
        MatrixSlice product = new(null!, 0, rows, columns, columns + 2 * gap);
        double[] expected = new double[rows * (columns + 2 * gap)];
        expected.AsSpan().Fill(Untouched);
        double[] found = [.. expected];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double sum = 0;
                for (int k = 0; k < depth; k++)
                {
                    long leftAt = isLeftTransposed ? k * left.LeadingDimension + i : i * left.LeadingDimension + k;
                    long rightAt = isRightTransposed ? j * right.LeadingDimension + k : k * right.LeadingDimension + j;
                    sum += leftValues[leftAt] * rightValues[rightAt];
                }

                expected[i * (columns + 2 * gap) + j] = sum;
            }
        }

        GemmArguments arguments = GemmArguments.For(new(left, isLeftTransposed), new(right, isRightTransposed), product);
        HostGemm.Run(arguments, rightValues, leftValues, found);
        Assert.Equal(expected, found);
    }

    // Small whole numbers: their products and sums are exact, in any order.
    private static (MatrixSlice Slice, double[] Values) Drawn(int rows, int columns, int gap, int seed)
    {
        Random random = new(seed);
        int stride = columns + gap;
        return (new(null!, 0, rows, columns, stride), [.. Enumerable.Range(0, rows * stride).Select(_ => random.Next(-9, 10))]);
    }
}
