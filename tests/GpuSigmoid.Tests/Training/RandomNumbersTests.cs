using GpuSigmoid.Cli.Training;
using Xunit;

namespace GpuSigmoid.Tests.Training;

public sealed class RandomNumbersTests
{
    /// <remarks>
    /// From a Python transcript of the published pcg32 with its default stream; for seed 42 on stream 54 the same transcript gives the
    /// numbers that pcg-random.org prints, A15C02B7, 7B47F409, BA1D3330.
    /// </remarks>
    [Theory]
    [InlineData(0ul, 3894649422u, 2055130073u)]
    [InlineData(1ul, 1412771199u, 1791099446u, 124312908u, 1968572995u)]
    public void ASeedMeansThePublishedNumbers(ulong seed, params uint[] expected)
    {
        RandomNumbers random = new(seed);
        Assert.Equal(expected, expected.Select(_ => random.Next()));
    }

    [Fact]
    public void SignedNumbersFillTheirRange()
    {
        RandomNumbers random = new(5);
        float[] drawn = [.. Enumerable.Range(0, 10_000).Select(_ => random.NextSigned())];
        Assert.All(drawn, value => Assert.InRange(value, -1, float.BitDecrement(1)));
        Assert.All(drawn, value => Assert.Equal(0, value * (1 << 23) % 1));
        // Of 10,000 even numbers the extremes are within 1% of the ends, unless with probability e^-50.
        Assert.True(drawn.Min() < -0.99f && drawn.Max() > 0.99f);
    }

    [Fact]
    public void APermutationHasEveryNumberOnce()
    {
        RandomNumbers random = new(9);
        int[] order = random.Permutation(1000);
        Assert.Equal(Enumerable.Range(0, 1000), order.Order());
        Assert.NotEqual(Enumerable.Range(0, 1000), order);
        int[] first = [.. order];
        random.Shuffle(order);
        Assert.NotEqual(first, order);
    }
}
