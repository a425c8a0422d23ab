using System.Numerics;

namespace GpuSigmoid.Reference;

/// <summary>The second cache form, c = copysign(S(−|x|), x): from x, and back to S. Each is rounded once.</summary>
internal static class ExactTail
{
    public static ulong Rounded(ulong x, FloatFormat format) => format.IsNaN(x)
        ? format.CanonicalNaN
        : ExactSigmoid.Rounded(x | format.SignBit, format) | (x & format.SignBit);

    public static double ErrorInUlp(ulong x, ulong result, FloatFormat format)
    {
        bool wrongSign = !format.IsNaN(x) && format.IsNegative(x) != format.IsNegative(result);
        return wrongSign ? double.PositiveInfinity : ExactSigmoid.ErrorInUlp(x | format.SignBit, format.Magnitude(result), format);
    }

    public static ulong Output(ulong tail, FloatFormat format)
    {
        if (format.IsNaN(tail))
        {
            return format.CanonicalNaN;
        }
        if (format.IsNegative(tail))
        {
            return format.Magnitude(tail);
        }
        if (format.IsInfinite(tail))
        {
            return tail | format.SignBit;
        }
        ExactNumber output = ExactOutput(tail, format);
        return Rounding.Round(output.Significand.Sign < 0, BigInteger.Abs(output.Significand), output.Exponent, sticky: false, format);
    }

    public static double OutputErrorInUlp(ulong tail, ulong result, FloatFormat format)
    {
        if (format.IsFinite(tail))
        {
            return UnitInTheLastPlace.Distance(ExactOutput(tail, format), result, format);
        }
        ulong expected = Output(tail, format);
        bool same = format.IsNaN(expected) ? format.IsNaN(result) : expected == result;
        return same ? 0 : double.PositiveInfinity;
    }

    private static ExactNumber ExactOutput(ulong tail, FloatFormat format)
    {
        ExactNumber magnitude = ExactNumber.Of(format.Magnitude(tail), format);
        return format.IsNegative(tail) ? magnitude : ExactNumber.One - magnitude;
    }
}
