namespace GpuSigmoid.Bench.Accuracy;

/// <summary>S(x) in float64, good to a few units of it, and the size of a float32 unit in the last place there.</summary>
internal readonly record struct ExactValue(double S, double UnitsPerOne)
{
    private const int SmallestSubnormalExponent = -149;
    private const int PrecisionLessOne = 23;
    private const int ExponentBias = 1023;
    private const int FractionBits = 52;

    public static ExactValue[] Of(ReadOnlySpan<float> inputs)
    {
        float[] x = inputs.ToArray();
        ExactValue[] values = new ExactValue[x.Length];
        Parallel.For(0, Environment.ProcessorCount, part =>
        {
            int end = (int)((long)x.Length * (part + 1) / Environment.ProcessorCount);
            for (int i = (int)((long)x.Length * part / Environment.ProcessorCount); i < end; i++)
                values[i] = Of(x[i]);
        });
        return values;
    }

    // The exponent is read off the bits: ILogB would be most of the time.
    private static ExactValue Of(float x)
    {
        double s = 1 / (1 + Math.Exp(-(double)x));
        int exponent = (int)(BitConverter.DoubleToInt64Bits(s) >> FractionBits) - ExponentBias;
        int unit = Math.Max(exponent - PrecisionLessOne, SmallestSubnormalExponent);
        return new ExactValue(s, BitConverter.Int64BitsToDouble((long)(ExponentBias - unit) << FractionBits));
    }
}
