namespace GpuSigmoid.Cli.Accuracy;

/// <summary>Significand · 2^Exponent: what a result should be, far more precisely than any result is, subnormal results included.</summary>
internal readonly record struct ScaledValue(DoubleDouble Significand, int Exponent)
{
    public static implicit operator ScaledValue(double value) => new(value, 0);

    /// <summary>The nearest float32, ties to even, rounded once.</summary>
    public float ToSingle()
    {
        // Rounded to odd first: float64 is wide enough for the second rounding to see then what the first one lost.
        double nearest = Significand.High;
        if (Significand.Low != 0 && (BitConverter.DoubleToInt64Bits(nearest) & 1) == 0)
        {
            nearest = Significand.Low > 0 ? Math.BitIncrement(nearest) : Math.BitDecrement(nearest);
        }

        return (float)Math.ScaleB(nearest, Exponent);
    }

    /// <summary>
    /// |result − this| in units in the last place of this value, a unit being the spacing of the format's numbers in this value's binade,
    /// below the normal range that of the subnormal numbers. An infinite result counts as the power of two after the largest number.
    /// </summary>
    public double ErrorInUlp(double result, ElementFormat format)
    {
        double high = Significand.High;
        if (double.IsNaN(high) || double.IsInfinity(high) || double.IsNaN(result))
        {
            return result.Equals(high) ? 0 : double.PositiveInfinity;
        }

        // A sum just below a power of two belongs to the binade below it.
        bool isBelowHigh = Math.Sign(Significand.Low) == -Math.Sign(high) && Math.ScaleB(1, Math.ILogB(high)) == Math.Abs(high);
        int binade = high == 0 ? format.MinimumExponent : Math.ILogB(high) + Exponent - (isBelowHigh ? 1 : 0);
        int unit = Math.Clamp(binade, format.MinimumExponent, format.MaximumExponent) - format.Precision + 1;
        double scaled;
        if (double.IsInfinity(result))
        {
            if (binade > format.MaximumExponent && Math.Sign(high) == Math.Sign(result))
            {
                return 0;
            }

            scaled = Math.ScaleB(Math.Sign(result), format.MaximumExponent + 1 - Exponent);
        }
        else
        {
            scaled = Math.ScaleB(result, -Exponent);
        }

        return Math.ScaleB(Math.Abs((scaled - high) - Significand.Low), Exponent - unit);
    }
}
