namespace GpuSigmoid.Bench.Measuring;

/// <summary>A median and the spread around it, in seconds.</summary>
internal readonly record struct Spread(double Median, double P20, double P80)
{
    public static Spread Of(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        return new Spread(Percentile(sorted, 0.5), Percentile(sorted, 0.2), Percentile(sorted, 0.8));
    }

    /// <summary>The value below which the fraction of the samples lies, straight lines between samples.</summary>
    /// <param name="sorted">At least one sample, in ascending order.</param>
    /// <param name="fraction">0 for the least, 1 for the greatest.</param>
    public static double Percentile(ReadOnlySpan<double> sorted, double fraction)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length);
        double position = fraction * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
