namespace GpuSigmoid.Cli.Accuracy;

/// <summary>S′(x) = e^−|x| / (1 + e^−|x|)², by no code of the library's, and how far a gradient is from it.</summary>
internal static class TrueDerivative
{
    /// <summary>In float64, good to 2^-50: for all types but that one.</summary>
    public static double Of(double x)
    {
        double exponential = Math.Exp(-Math.Abs(x));
        return exponential / ((1 + exponential) * (1 + exponential));
    }

    /// <summary>In double-double arithmetic, good to 2^-96.</summary>
    public static ScaledValue PreciseOf(double x)
    {
        ScaledValue tail = PreciseSigmoid.Of(-Math.Abs(x));
        return new(tail.Significand * PreciseSigmoid.Of(Math.Abs(x)).Significand, tail.Exponent);
    }

    /// <summary>The error of a result that should be S′(x), for an x that is a number.</summary>
    public static GradientError Measure(double x, double result, ElementFormat format)
    {
        double derivative = Of(x);
        double binade = Binade(derivative, format);
        double error = format.Precision > Float32Elements.Format.Precision
            ? PreciseOf(x).ErrorInUlp(result, format)
            : Math.Abs(result - derivative) / binade * (1L << (format.Precision - 1));
        return new(error, error / Math.Max(1, derivative / binade));
    }

    // The power of two below the value, no less than the smallest normal number; by its bits, since this is asked 2^32 times.
    private static double Binade(double value, ElementFormat format)
    {
        const int Bias = 1023, FractionBits = 52;
        long smallestNormal = (long)(Bias + format.MinimumExponent) << FractionBits;
        long exponent = BitConverter.DoubleToInt64Bits(value) >> FractionBits << FractionBits;
        return BitConverter.Int64BitsToDouble(Math.Max(exponent, smallestNormal));
    }
}
