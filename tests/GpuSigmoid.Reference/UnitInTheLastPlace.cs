namespace GpuSigmoid.Reference;

/// <summary>
/// The unit in the last place of an exact value v: the spacing of the format's numbers in v's binade, the smallest subnormal number below
/// the normal range, the largest binade's spacing above it.
/// </summary>
public static class UnitInTheLastPlace
{
    /// <summary>|result − exact| in units in the last place of exact.</summary>
    /// <remarks>
    /// An infinite result stands for 2^(MaximumExponent + 1), as in rounding: right when exact lies beyond, next to right just below it.
    /// NaN and an infinity of the wrong sign are infinitely wrong.
    /// </remarks>
    public static double Distance(ExactNumber exact, ulong result, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (format.IsNaN(result))
        {
            return double.PositiveInfinity;
        }
        ExactNumber value;
        if (format.IsInfinite(result))
        {
            ExactNumber beyond = ExactNumber.PowerOfTwo(format.MaximumExponent + 1);
            value = format.IsNegative(result) ? -beyond : beyond;
            bool sameSign = exact.Significand.Sign == value.Significand.Sign;
            if (!sameSign || ExactNumber.Compare(ExactNumber.Abs(exact), beyond) >= 0)
            {
                return sameSign ? 0 : double.PositiveInfinity;
            }
        }
        else
        {
            value = ExactNumber.Of(result, format);
        }
        ExactNumber difference = ExactNumber.Abs(value - exact);
        return (difference with { Exponent = difference.Exponent - Exponent(exact, format) }).ToFloat64();
    }

    private static int Exponent(ExactNumber exact, FloatFormat format) => exact.IsZero
        ? format.SmallestSubnormalExponent
        : Math.Clamp(exact.BinaryExponent, format.MinimumExponent, format.MaximumExponent) - format.Precision + 1;
}
