using System.Runtime.Intrinsics;

namespace GpuSigmoid.Numerics;

/// <summary>
/// A 2-byte format in vectors of 32 values, two to a 32-bit element: the even ones in the lower halves, the odd ones in the upper. What is
/// decoded is the value times <see cref="Scale"/>, where that spares operations.
/// </summary>
internal interface IPackedFormat : INarrowFormat
{
    /// <summary>What <see cref="Even"/> and <see cref="Odd"/> multiply a value by: 2 to the power of <see cref="ScaleExponent"/>.</summary>
    static abstract float Scale { get; }

    /// <summary>The binary logarithm of <see cref="Scale"/>.</summary>
    static abstract int ScaleExponent { get; }

    /// <summary>The bits of 1.</summary>
    static abstract ushort One { get; }

    /// <summary>The bits of an x such that S rounds to 1/2 between −x and x.</summary>
    static abstract ushort NearZero { get; }

    /// <summary>The bits of an x such that S is normal from −x to x.</summary>
    static abstract ushort LargestInput { get; }

    /// <summary>Whether all are positive, at most 1, and 1 less any is exact in float32.</summary>
    static abstract bool AreOutputs(Vector512<ushort> values);

    /// <summary>Whether all are positive, at most 1/2, and 1 less any is exact in float32 when that is moved by an eighth of its last place.</summary>
    static abstract bool AreTails(Vector512<ushort> values);

    /// <summary>
    /// Whether the product of each with any output is exact in float32, scaled as it is, and times 1 less the output neither overflows nor, in
    /// a format with float32's exponents, leaves the normal range.
    /// </summary>
    static abstract bool AreGradients(Vector512<ushort> magnitudes);

    /// <summary>The even values, scaled.</summary>
    static abstract Vector512<float> Even(Vector512<ushort> values);

    /// <summary>The odd values, scaled.</summary>
    static abstract Vector512<float> Odd(Vector512<ushort> values);

    /// <summary><see cref="Even"/> of values without a sign.</summary>
    static abstract Vector512<float> EvenMagnitudes(Vector512<ushort> magnitudes);

    /// <summary><see cref="Odd"/> of values without a sign.</summary>
    static abstract Vector512<float> OddMagnitudes(Vector512<ushort> magnitudes);

    /// <summary>Scaled outputs, normal in the format, in halves of their last places: their bits without the sign, and one place more.</summary>
    static abstract Vector512<ushort> HalfPlaces(Vector512<float> even, Vector512<float> odd);

    /// <summary>Scaled values scaled further, as far as their products with scaled ones are to be.</summary>
    static abstract Vector512<float> ScaleGradient(Vector512<float> scaled);

    /// <summary>
    /// A number whose last place as a float32 is the last place of this format for such a result: adding it to the exact result, with one
    /// rounding, rounds to the format.
    /// </summary>
    /// <param name="result">The result, positive and scaled like a product with a gradient, rounded to float32.</param>
    static abstract Vector512<float> PlaceOf(Vector512<float> result);

    /// <summary>The bits of the results that are the sums less their places.</summary>
    static abstract Vector512<ushort> Pack(in PlacedSum even, in PlacedSum odd);
}
