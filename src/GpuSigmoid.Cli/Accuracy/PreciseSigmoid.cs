namespace GpuSigmoid.Cli.Accuracy;

/// <summary>S(x) = 1 / (1 + e^−x) with a relative error below 2^-98, by a way of its own: no code of the library's.</summary>
/// <remarks>
/// With a = −|x| = k·ln 2 + r, k an integer and |r| ≤ 0.35, the Taylor series of e^r up to r^26/26! leaves out less than 2^-129. Its
/// Horner steps and the division are double-double arithmetic, which loses less than 2^-98 in all. Rounding to float32 needs less: the
/// value nearest to a midpoint of two float32 numbers is that of x = −2^-24, 2^-78 away from it.
/// </remarks>
internal static class PreciseSigmoid
{
    // S(-800) = 2^-1154 rounds to 0 in every format. S(700) rounds to 1, and 1 - S(700) = 2^-1010 is still a number.
    private const double Low = -800;
    private const double High = 700;

    private const int Degree = 26;
    private const double Log2E = 1.4426950408889634;

    // ln 2 = 0.69314718... in three float64 numbers, each the rest of those before it, rounded.
    private const double Ln2 = 0.6931471805599453;
    private const double Ln2Rest = 2.3190468138462996e-17;
    private const double Ln2SecondRest = 5.707708438416212e-34;

    private static readonly DoubleDouble[] ReciprocalFactorials = MakeReciprocalFactorials();

    public static ScaledValue Of(double x)
    {
        if (!double.IsFinite(x))
        {
            return double.IsNaN(x) ? double.NaN : x > 0 ? 1 : 0;
        }

        double argument = -Math.Abs(Math.Clamp(x, Low, High));
        int exponent = (int)Math.Round(argument * Log2E);
        DoubleDouble power = Exponential(Remainder(argument, exponent));
        DoubleDouble denominator = 1 + power.Scale(exponent);
        return x < 0 ? new(power / denominator, exponent) : new(1 / denominator, 0);
    }

    private static DoubleDouble Remainder(double argument, int exponent)
    {
        DoubleDouble product = DoubleDouble.Product(-exponent, Ln2);
        DoubleDouble remainder = DoubleDouble.Sum(argument, product.High) + product.Low;
        return remainder + DoubleDouble.Product(-exponent, Ln2Rest) + (-exponent * Ln2SecondRest);
    }

    private static DoubleDouble Exponential(DoubleDouble r)
    {
        DoubleDouble sum = ReciprocalFactorials[Degree];
        for (int power = Degree - 1; power >= 0; power--)
        {
            sum = (sum * r) + ReciprocalFactorials[power];
        }

        return sum;
    }

    private static DoubleDouble[] MakeReciprocalFactorials()
    {
        DoubleDouble[] reciprocals = new DoubleDouble[Degree + 1];
        reciprocals[0] = 1;
        for (int factor = 1; factor <= Degree; factor++)
        {
            reciprocals[factor] = reciprocals[factor - 1] / factor;
        }

        return reciprocals;
    }
}
