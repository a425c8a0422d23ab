namespace GpuSigmoid.Numerics.Lanes;

/// <summary>
/// What the mathematics is written over: one floating-point value, or a SIMD vector of them. Every member acts elementwise and, unless its
/// summary says otherwise, is the IEEE 754 operation rounded to nearest, ties to even, so that two lanes of one precision give the same
/// bits whatever their width. Nothing fuses unless it is called fused.
/// </summary>
/// <typeparam name="TSelf">The lane.</typeparam>
internal interface ILane<TSelf>
    where TSelf : unmanaged, ILane<TSelf>
{
    /// <summary>The constant, rounded to the lane's precision, in every element.</summary>
    static abstract TSelf Of(double constant);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>left · right + addend with one rounding.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>|value|.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>|magnitude| with the sign of the other, be that a zero's: a matter of bits.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>left &lt; right ? then : otherwise; a NaN compares false.</summary>
    static abstract TSelf WhereLess(TSelf left, TSelf right, TSelf then, TSelf otherwise);

    /// <summary>left = right ? then : otherwise; a NaN compares false.</summary>
    static abstract TSelf WhereEqual(TSelf left, TSelf right, TSelf then, TSelf otherwise);

    /// <summary>
    /// Whether left &lt; right in every element; a NaN compares false. The lanes of the GPUs' kernels never say so: nothing but a shorter way
    /// to the same result may hang on it.
    /// </summary>
    static abstract bool AllLess(TSelf left, TSelf right);

    /// <summary>The value moved into [low, high]; a NaN stays a NaN on every device, whatever its own minimum does with one.</summary>
    static abstract TSelf Clamp(TSelf value, TSelf low, TSelf high);

    /// <summary>
    /// 1 / value within two units in the last place, for normal values with a normal reciprocal. Its last bits differ between lanes: it
    /// serves where they cannot decide the result, or where <see cref="IFloat64Lane{TSelf, TFloat32}.RoundsReciprocals"/> settles them.
    /// </summary>
    static abstract TSelf ApproximateReciprocal(TSelf value);

    /// <summary>
    /// 1.5 · 2^(p−1) for p bits of precision: adding it to a small value rounds that to an integer, which then stands in the low bits.
    /// </summary>
    static abstract TSelf RoundingShift { get; }

    /// <summary>
    /// value · 2^n where <paramref name="shifted"/> is n + <see cref="RoundingShift"/>, by adding n to the exponent's bits: the value and
    /// the product must both be normal.
    /// </summary>
    static abstract TSelf TimesPowerOfTwo(TSelf value, TSelf shifted);

    /// <summary>
    /// A sum that was rounded to nearest, rounded to odd instead: <paramref name="nearest"/> where nothing was lost, else the one of the
    /// sum's two neighbours whose last bit is 1. What is rounded to odd can be rounded to nearest later, in a format that is at least two
    /// bits narrower, as if it had been rounded once.
    /// </summary>
    /// <param name="nearest">The sum rounded to nearest.</param>
    /// <param name="lost">What the rounding lost, or anything of its sign; 0 where it lost nothing.</param>
    static abstract TSelf NearestToOdd(TSelf nearest, TSelf lost);
}
