namespace GpuSigmoid.Bench.Cases;

/// <summary>What the passes are fed with: x from a normal distribution with standard deviation 2, dy with 1. Fixed seeds.</summary>
internal static class InputData
{
    public const double InputDeviation = 2;
    public const double GradientDeviation = 1;

    public const string Description = "x normal with mean 0 and standard deviation 2, dy with 1; the same values for all";

    /// <summary>Values repeat after so many: more than a branch predictor learns, few enough to be made at once.</summary>
    private const int Period = 1 << 20;

    public static T[] Normal<T>(long elements, double deviation, int seed)
        where T : unmanaged
    {
        T[] values = new T[elements];
        int fresh = (int)Math.Min(elements, Period);
        Random random = new(seed);
        for (int i = 0; i < fresh; i++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            values[i] = FromFloat64<T>(deviation * radius * Math.Cos(Math.Tau * random.NextDouble()));
        }
        for (long start = fresh; start < elements; start += fresh)
            Array.Copy(values, 0, values, start, Math.Min(fresh, elements - start));
        return values;
    }

    private static T FromFloat64<T>(double value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
            return (T)(object)value;
        if (typeof(T) == typeof(float))
            return (T)(object)(float)value;
        if (typeof(T) == typeof(Half))
            return (T)(object)(Half)value;
        return (T)(object)(BFloat16)value;
    }
}
