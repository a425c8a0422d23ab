using System.Numerics;

namespace GpuSigmoid.Reference;

/// <summary>
/// A sum whose order is specified: in float64, 256 numbers at a time, each 256 from 0 in their order, then the sums likewise until one is
/// left. It is rounded to the element type once, after what it is added to.
/// </summary>
public static class OrderedSum
{
    private const int Block = 256;

    /// <summary>The sum of a column's numbers and, where it is added, of what the result's place holds.</summary>
    public static ulong Of(IEnumerable<ulong> values, FloatFormat format, ulong? old = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        double total = Unrounded(values.Select(format.ToFloat64));
        return Round(old is { } bits ? total + format.ToFloat64(bits) : total, format);
    }

    /// <summary>The sum of a matrix: of each column in that order, then of these sums as if they were one column.</summary>
    public static ulong OfMatrix(ulong[] values, int columns, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return Round(
            Unrounded(Enumerable.Range(0, columns).Select(column =>
                Unrounded(Enumerable.Range(0, values.Length / columns).Select(row => format.ToFloat64(values[row * columns + column]))))),
            format);
    }

    private static double Unrounded(IEnumerable<double> values)
    {
        double[] level = [.. values];
        do
        {
            level = [.. level.Chunk(Block).Select(block => block.Aggregate(0.0, (sum, value) => sum + value))];
        }
        while (level.Length > 1);
        return level.Length == 0 ? 0 : level[0];
    }

    private static ulong Round(double value, FloatFormat format)
    {
        if (double.IsNaN(value))
        {
            return format.CanonicalNaN;
        }
        if (double.IsInfinity(value))
        {
            return format.Infinity | (value < 0 ? format.SignBit : 0);
        }
        ExactNumber exact = ExactNumber.Of(BitConverter.DoubleToUInt64Bits(value), FloatFormat.Float64);
        return Rounding.Round(double.IsNegative(value), BigInteger.Abs(exact.Significand), exact.Exponent, sticky: false, format);
    }
}
