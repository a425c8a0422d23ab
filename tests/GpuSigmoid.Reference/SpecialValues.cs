namespace GpuSigmoid.Reference;

/// <summary>Arguments at which implementations go wrong, as raw bits of a format.</summary>
public static class SpecialValues
{
    private static readonly double[] Quarters = [0.25, 0.5, 0.75, 1];

    private static readonly double[] Gradients = [0.1, 1.0 / 3, 3, 4];

    // Small ones, where only the cubic term of S is left, and larger ones up to where it moves S by a whole unit.
    private static readonly int[] Odds = [1, 3, 5, 7, 9, 11, 127, 129, 1023, 1025, 65535, 65537];

    /// <summary>Zeros, the ends of the subnormal and the normal range, ±1, infinities, NaN of every kind; both signs.</summary>
    public static IReadOnlyList<ulong> Common(FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        ulong quiet = format.CanonicalNaN;
        ulong[] magnitudes =
        [
            0, 1, 2, 3,
            format.SmallestNormal - 1, format.SmallestNormal, format.SmallestNormal + 1,
            Bits(format, 0.5), Bits(format, 1), Bits(format, 1) + 1, Bits(format, 1) - 1, Bits(format, 2),
            format.LargestFinite - 1, format.LargestFinite, format.Infinity,
            // Signalling and quiet NaN, with the smallest, some and the largest payload.
            format.Infinity + 1, quiet - 1, quiet, quiet + 0x2A, format.SignBit - 1,
        ];
        return BothSigns(format, magnitudes);
    }

    /// <summary>x of the forward pass.</summary>
    public static IReadOnlyList<ulong> Inputs(FloatFormat format) =>
        [.. Common(format).Concat(Ties(format)).Concat(Boundaries(format)).Distinct()];

    /// <summary>S of the backward pass: what a forward pass can return, and what it cannot.</summary>
    public static IReadOnlyList<ulong> Outputs(FloatFormat format)
    {
        IEnumerable<ulong> near = Quarters.SelectMany(value => Around(format, Bits(format, value)));
        // s · (1 − s) and its product with small gradients leave the normal range near these.
        IEnumerable<ulong> small = Around(format, format.SmallestNormal).Append(format.SmallestNormal << 1);
        return [.. Common(format).Concat(near).Concat(small).Distinct()];
    }

    /// <summary>Cached tails: those outputs, which have both signs, and each that is normal with the mark too.</summary>
    public static IReadOnlyList<ulong> Tails(FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        IReadOnlyList<ulong> outputs = Outputs(format);
        IEnumerable<ulong> marked = outputs.Where(format.IsFinite).Select(bits => bits | format.HighestExponentBit);
        return [.. outputs.Concat(marked).Where(bits => ExactTail.IsStored(bits, format)).Distinct()];
    }

    /// <summary>dy of the backward pass.</summary>
    public static IReadOnlyList<ulong> OutputGradients(FloatFormat format) =>
        [.. Common(format).Concat(BothSigns(format, [.. Gradients.Select(value => Bits(format, value))])).Distinct()];

    /// <summary>
    /// x for which 0.5 + x/4 is halfway between two numbers, with both neighbours: numbers from 1/2 to 1 are 2^-p apart, from 1/4 to 1/2
    /// half of that, hence x = odd · 2^-(p − 1) above zero and x = −odd · 2^-p below.
    /// </summary>
    public static IReadOnlyList<ulong> Ties(FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        int[] odds = [.. Odds.Where(odd => odd < 1 << Math.Min(format.Precision, 20))];
        IEnumerable<ulong> above = odds.Select(odd => Bits(format, Math.ScaleB(odd, 1 - format.Precision)));
        IEnumerable<ulong> below = odds.Select(odd => Bits(format, -Math.ScaleB(odd, -format.Precision)));
        return [.. above.Concat(below).SelectMany(tie => Around(format, tie)).Distinct()];
    }

    /// <summary>The inputs around which S becomes 0, leaves the subnormal numbers, leaves 1/2 and becomes 1, found by bisection.</summary>
    public static IReadOnlyList<ulong> Boundaries(FloatFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        ulong half = Bits(format, 0.5), one = Bits(format, 1);
        ulong[] first =
        [
            FirstMagnitude(format, 0, s => s == one),
            FirstMagnitude(format, 0, s => s > half),
            FirstMagnitude(format, format.SignBit, s => s < half),
            FirstMagnitude(format, format.SignBit, s => s < format.SmallestNormal),
            FirstMagnitude(format, format.SignBit, s => s == 0),
        ];
        return [.. first.SelectMany(bits => Around(format, bits)).Distinct()];
    }

    /// <summary>The least magnitude of the given sign whose S has the property, which S keeps from there on.</summary>
    private static ulong FirstMagnitude(FloatFormat format, ulong sign, Func<ulong, bool> property)
    {
        ulong without = 0, with = format.Infinity;
        while (with - without > 1)
        {
            ulong middle = (without + with) / 2;
            bool has = property(Oracle.Evaluate(Operation.Forward, format, sign | middle));
            (without, with) = has ? (without, middle) : (middle, with);
        }
        return sign | with;
    }

    private static IEnumerable<ulong> Around(FloatFormat format, ulong bits) =>
        from step in Enumerable.Range(-2, 5)
        let magnitude = (long)format.Magnitude(bits) + step
        where magnitude >= 0
        select (bits & format.SignBit) | (ulong)magnitude;

    private static ulong[] BothSigns(FloatFormat format, ulong[] magnitudes) =>
        [.. magnitudes.Concat(magnitudes.Select(bits => bits | format.SignBit))];

    private static ulong Bits(FloatFormat format, double value)
    {
        (ulong significand, int exponent) = FloatFormat.Float64.Decode(BitConverter.DoubleToUInt64Bits(value));
        return Rounding.Round(double.IsNegative(value), (UInt128)significand, exponent, sticky: false, format);
    }
}
