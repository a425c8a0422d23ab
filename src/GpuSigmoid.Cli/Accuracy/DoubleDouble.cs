namespace GpuSigmoid.Cli.Accuracy;

/// <summary>An unevaluated sum of two float64 numbers, |Low| at most half a unit in the last place of High.</summary>
/// <remarks>
/// The relative errors, u = 2^-53, are those proved by Joldes, Muller and Popescu, "Tight and rigorous error bounds for basic building
/// blocks of double-word arithmetic", ACM TOMS 44 (2017): sum 3u², product 5u², quotient 15u², up to terms of u³.
/// </remarks>
internal readonly record struct DoubleDouble(double High, double Low)
{
    /// <summary>left + right, exactly.</summary>
    public static DoubleDouble Sum(double left, double right)
    {
        double high = left + right;
        double rightPart = high - left;
        double leftPart = high - rightPart;
        return new(high, (left - leftPart) + (right - rightPart));
    }

    /// <summary>left · right, exactly where nothing overflows or underflows.</summary>
    public static DoubleDouble Product(double left, double right)
    {
        double high = left * right;
        return new(high, Math.FusedMultiplyAdd(left, right, -high));
    }

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator -(DoubleDouble value) => new(-value.High, -value.Low);

    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        DoubleDouble high = Sum(left.High, right.High);
        DoubleDouble low = Sum(left.Low, right.Low);
        DoubleDouble partial = SumOfOrdered(high.High, high.Low + low.High);
        return SumOfOrdered(partial.High, partial.Low + low.Low);
    }

    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        DoubleDouble product = Product(left.High, right.High);
        double cross = Math.FusedMultiplyAdd(left.High, right.Low, left.Low * right.High);
        return SumOfOrdered(product.High, product.Low + cross);
    }

    public static DoubleDouble operator /(DoubleDouble left, DoubleDouble right)
    {
        double quotient = left.High / right.High;
        DoubleDouble product = right * quotient;
        double remainder = (left.High - product.High) + (left.Low - product.Low);
        return SumOfOrdered(quotient, remainder / right.High);
    }

    /// <summary>This · 2^exponent.</summary>
    public DoubleDouble Scale(int exponent) => new(Math.ScaleB(High, exponent), Math.ScaleB(Low, exponent));

    // Exact where |large| >= |small|, at half the price of Sum.
    private static DoubleDouble SumOfOrdered(double large, double small)
    {
        double high = large + small;
        return new(high, small - (high - large));
    }
}
