using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Bench.Measuring;
using Xunit;

namespace GpuSigmoid.Tests.Bench;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 2)]
    [InlineData(0.5, 3)]
    [InlineData(0.875, 7.5)]
    [InlineData(1, 10)]
    public void APercentileLiesBetweenItsNeighbours(double fraction, double expected) =>
        Assert.Equal(expected, Spread.Percentile([1, 2, 3, 5, 10], fraction));

    [Fact]
    public void TheOrderOfTheSamplesDoesNotMatter() =>
        Assert.Equal(new Spread(Median: 3.5, P20: 2, P80: 6), Spread.Of([9, 1, 4, 6, 3, 2]));

    [Fact]
    public void OneSampleIsAllPercentiles() => Assert.Equal(new Spread(7, 7, 7), Spread.Of([7]));

    [Fact]
    public void NoSampleIsAnError() => Assert.Throws<ArgumentOutOfRangeException>(() => Spread.Of([]));

    [Theory]
    [InlineData(1, 1000, 4000)]
    [InlineData(1, 1 << 20, 1 << 14)]
    [InlineData(999, 1000, 5)]
    [InlineData(1000, 1000, 4)]
    [InlineData(4000, 1000, 1)]
    [InlineData(1L << 40, 1000, 1)]
    public void TheSetsExceedTheCacheFourTimes(long bytesOfASet, long cache, int expected) =>
        Assert.Equal(expected, RotatingSets.Count(bytesOfASet, cache));

    [Theory]
    [InlineData("32768K\n", 32 << 20)]
    [InlineData("1M", 1 << 20)]
    [InlineData("512", 512)]
    public void LinuxCacheSizesAreRead(string text, long expected) => Assert.Equal(expected, CacheSize.Parse(text));
}
