using System.Numerics;

namespace GpuSigmoid.Reference;

/// <summary>
/// The second cache form, c = copysign(S(−|x|), x): from x, back to S and to the gradient. Stored is c with a mark, the highest bit of its
/// exponent, unless |c| was rounded down. Each result is rounded once.
/// </summary>
public static class ExactTail
{
    /// <summary>Whether these bits can mean anything: |c| is at most 1/2 or NaN, and has no mark unless it is more than the smallest normal number.</summary>
    public static bool IsStored(ulong bits, FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (!format.IsFinite(bits))
        {
            return format.IsNaN(bits);
        }
        ulong tail = WithoutMark(bits, format);
        bool isMarked = tail != format.Magnitude(bits);
        return format.ToFloat64(tail) <= 0.5 && (!isMarked || tail > format.SmallestNormal);
    }

    internal static ulong Rounded(ulong x, FloatFormat format)
    {
        if (format.IsNaN(x))
        {
            return format.CanonicalNaN;
        }
        ulong negative = x | format.SignBit, tail = ExactSigmoid.Rounded(negative, format);
        bool isMarked = tail > format.SmallestNormal
            && (format.Magnitude(x) == 0 || ExactSigmoid.IsLess(negative, ExactNumber.Of(tail, format), format));
        return tail | (isMarked ? format.HighestExponentBit : 0) | (x & format.SignBit);
    }

    /// <summary>
    /// The error of |c|. That of the middle which the mark chooses, and a quarter of a place, is as much at least where the mark is right, and
    /// where it is wrong, more by as much as the mark matters.
    /// </summary>
    internal static double ErrorInUlp(ulong x, ulong result, FloatFormat format)
    {
        if (format.IsNaN(x) || !format.IsFinite(result) || !IsStored(result, format))
        {
            return format.IsNaN(x) && format.IsNaN(result) ? 0 : double.PositiveInfinity;
        }
        if (format.IsNegative(x) != format.IsNegative(result))
        {
            return double.PositiveInfinity;
        }
        ulong negative = x | format.SignBit, tail = WithoutMark(result, format);
        double error = ExactSigmoid.ErrorInUlp(negative, tail, format);
        if (tail <= format.SmallestNormal || format.Magnitude(x) == 0)
        {
            return error;
        }
        ExactNumber distance = ExactNumber.Abs(ExactSigmoid.Middle(negative, format) - Middle(result, format));
        return Math.Max(error, (distance with { Exponent = distance.Exponent - LastPlace(tail, format) }).ToFloat64() + 0.25);
    }

    internal static ulong Output(ulong stored, FloatFormat format)
    {
        if (!format.IsFinite(stored))
        {
            return format.CanonicalNaN;
        }
        ExactNumber output = ExactOutput(stored, format);
        return Rounding.Round(negative: false, output.Significand, output.Exponent, sticky: false, format);
    }

    internal static double OutputErrorInUlp(ulong stored, ulong result, FloatFormat format) => format.IsFinite(stored)
        ? UnitInTheLastPlace.Distance(ExactOutput(stored, format), result, format)
        : format.IsNaN(result) ? 0 : double.PositiveInfinity;

    internal static ulong Backward(ulong stored, ulong dy, FloatFormat format)
    {
        if (!format.IsFinite(stored) || !format.IsFinite(dy))
        {
            return format.IsFinite(stored) ? Unbounded(stored, dy, format) : format.CanonicalNaN;
        }
        ExactNumber exact = ExactBackward.Exact(Middle(stored, format), dy, format);
        return Rounding.Round(format.IsNegative(dy), BigInteger.Abs(exact.Significand), exact.Exponent, sticky: false, format);
    }

    internal static double BackwardErrorInUlp(ulong stored, ulong dy, ulong result, FloatFormat format)
    {
        if (format.IsFinite(stored) && format.IsFinite(dy))
        {
            return UnitInTheLastPlace.Distance(ExactBackward.Exact(Middle(stored, format), dy, format), result, format);
        }
        ulong expected = Backward(stored, dy, format);
        bool same = format.IsNaN(expected) ? format.IsNaN(result) : expected == result;
        return same ? 0 : double.PositiveInfinity;
    }

    /// <summary>
    /// What a finite c stands for: the middle of the upper half of the numbers that round to |c|, or with the mark of the lower half, which is
    /// half as wide below a power of two. Up to the smallest normal number |c| has no mark and stands for itself.
    /// </summary>
    internal static ExactNumber Middle(ulong stored, FloatFormat format)
    {
        ulong tail = WithoutMark(stored, format);
        ExactNumber number = ExactNumber.Of(tail, format);
        if (tail <= format.SmallestNormal)
        {
            return number;
        }
        bool isMarked = format.Magnitude(stored) != tail, isPowerOfTwo = (tail & (format.SmallestNormal - 1)) == 0;
        int place = LastPlace(tail, format);
        return !isMarked ? number + ExactNumber.PowerOfTwo(place - 2)
            : number - ExactNumber.PowerOfTwo(isPowerOfTwo ? place - 3 : place - 2);
    }

    private static ExactNumber ExactOutput(ulong stored, FloatFormat format) => format.IsNegative(stored)
        ? ExactNumber.Of(WithoutMark(stored, format), format)
        : ExactNumber.One - Middle(stored, format);

    /// <summary>dy is infinite or NaN.</summary>
    private static ulong Unbounded(ulong stored, ulong dy, FloatFormat format) =>
        format.IsNaN(dy) || Middle(stored, format).IsZero
            ? format.CanonicalNaN
            : dy;

    private static ulong WithoutMark(ulong stored, FloatFormat format) => format.Magnitude(stored) & ~format.HighestExponentBit;

    private static int LastPlace(ulong tail, FloatFormat format) => format.Decode(tail).Exponent;
}
