using GpuSigmoid.Cli.Data;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

/// <remarks>
/// The numbers come from NumPy 1.24.2, with d = numpy.loadtxt(gzip.open("data/digits.csv.gz"), delimiter=",") and p = d[:, :64].
/// </remarks>
public sealed class DigitsTests
{
    private static readonly Digits Digits = Digits.Load();

    [Fact]
    public void TheShapeIsThatOfTheDataSet()
    {
        Assert.Equal((1797, 64), (Digits.Rows, Digits.Columns));
        Assert.Equal(1797 * 64, Digits.Pixels.Length);
        Assert.Equal(1797, Digits.Labels.Length);
    }

    [Fact]
    public void ThePixelsAreThoseOfTheDataSet()
    {
        Assert.All(Digits.Pixels, pixel => Assert.InRange(pixel, 0, 16));

        // p.sum(); (p**2).sum(); (p * numpy.arange(p.size).reshape(p.shape)).sum(), which moves with any pixel. All exact in float64.
        Assert.Equal(561718, Digits.Pixels.Sum());
        Assert.Equal(6907012, Digits.Pixels.Sum(pixel => pixel * pixel));
        Assert.Equal(32231583661, Digits.Pixels.Select((pixel, index) => pixel * index).Sum());
    }

    [Fact]
    public void TheLabelsAreThoseOfTheDataSet()
    {
        // numpy.bincount(d[:, 64].astype(int))
        int[] counts = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
        Assert.Equal(counts, Enumerable.Range(0, 10).Select(label => Digits.Labels.Count(each => each == label)));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], Digits.Labels[..10]);
    }

    [Fact]
    public void StandardisedColumnsHaveMeanZeroAndVarianceOneOrAreZero()
    {
        double[] standardised = Digits.Standardise();
        List<int> constant = [];
        for (int column = 0; column < Digits.Columns; column++)
        {
            double[] values = [.. Enumerable.Range(0, Digits.Rows).Select(row => standardised[(row * Digits.Columns) + column])];
            if (values.All(value => value == 0))
            {
                constant.Add(column);
                continue;
            }

            // Each of 1797 values of at most 43 carries an error of a few units of 2^-53 relative, and so does their sum: below 2^-53 x
            // 1797 x 43 = 1e-11 before the division by 1797.
            Assert.Equal(0, values.Average(), 1e-11);
            Assert.Equal(1, values.Average(value => value * value), 1e-11);
        }

        // (p.std(0) == 0).nonzero()
        Assert.Equal([0, 32, 39], constant);
    }

    // z = numpy.divide(p - p.mean(0), p.std(0), out=numpy.zeros_like(p), where=p.std(0) > 0); z[row, column]. NumPy sums in another order:
    // 1e-12 covers the difference (see above) and no mistake in the formula, whose sample deviation alone would differ by 3e-4.
    [Theory]
    [InlineData(0, 2, -0.04308101770538793)]
    [InlineData(0, 60, -0.3667712231766364)]
    [InlineData(1000, 33, -0.672372274857098)]
    [InlineData(1796, 63, -0.1960075186604789)]
    public void StandardisedValuesAreNumPys(int row, int column, double expected) =>
        Assert.Equal(expected, Digits.Standardise()[(row * Digits.Columns) + column], 1e-12);

    // Three times 0.1, summed and divided by 3, is not 0.1.
    [Fact]
    public void AConstantColumnGivesZerosThoughItsMeanIsRounded()
    {
        double[] standardised = Standardisation.PerColumn([0.1, 1, 0.1, 3, 0.1, 2], 3, 2);
        Assert.Equal([0.0, 0.0, 0.0], [standardised[0], standardised[2], standardised[4]]);

        // The other column has mean 2 and variance 2/3, hence -1, 1, 0 times sqrt(3/2): three roundings of at most 2^-53 each.
        Assert.Equal(-Math.Sqrt(1.5), standardised[1], 1e-15);
        Assert.Equal(Math.Sqrt(1.5), standardised[3], 1e-15);
        Assert.Equal(0, standardised[5]);
    }

    [Fact]
    public void AMatrixWithoutRowsStaysEmpty() => Assert.Empty(Standardisation.PerColumn([], 0, 3));

    [Fact]
    public void ValuesThatAreNotRowsTimesColumnsAreRefused() =>
        Assert.Throws<ArgumentException>(() => Standardisation.PerColumn([1, 2, 3], 2, 2));
}
