using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GpuSigmoid.Numerics;

/// <summary>
/// S(x) = 1 / (1 + e^−x) for 32 values of a 2-byte type at once, correctly rounded, in float32 alone, for vectors of 512 bits: for x of
/// moderate size. All others are left to <see cref="SigmoidNarrow"/>, which takes any values.
/// </summary>
/// <remarks>
/// <para>
/// With t = −x·log2(e) = k + r, k a multiple of 1/32 and 0 ≤ r &lt; 1/32: S = 1 / (1 + 2^k · 2^r). A square is enough for 2^r: it is off by less
/// than 2^-22.6; x·log2(e) and 2^k, from a table, by about 2^-24 and each rounding by as much.
/// </para>
/// <para>
/// Near zero 1/2 + x/4 can be a midpoint of the type, and the cubic term −x³/48, out of float32's sight, decides: towards 1/2. So the table's
/// entries on both sides of zero, which are e^−x for small negative x and for small positive ones, are three units nearer to each other.
/// </para>
/// <para>
/// Every operation is one of IEEE 754 and rounds alike everywhere, so that a check of all 65536 inputs of each type on one device, which the
/// tests make, is a proof. The coefficients are the middle of those with which no input of either type misses.
/// </para>
/// </remarks>
internal static class SigmoidPacked
{
    private const float NegatedLog2E = -1.442695f;
    private const float Linear = 0.6931258f;
    private const float Square = 0.2427143f;

    /// <returns>False where an x is too large or a NaN, and nothing was computed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryForward<TForm, TFormat>(Vector512<ushort> x, out Vector512<ushort> s)
        where TForm : struct, ISigmoidForm
        where TFormat : struct, IPackedFormat
    {
        Vector512<ushort> magnitudes = Vector512.AndNot(x, Vector512.Create((ushort)0x8000));
        if (!Vector512.LessThanOrEqualAll(magnitudes, Vector512.Create(TFormat.LargestInput)))
        {
            s = default;
            return false;
        }
        Vector512<float> even = TFormat.Even(x), odd = TFormat.Odd(x);
        Vector512<float> negatedLog2E = Vector512.Create(NegatedLog2E / TFormat.Scale);
        s = TFormat.RoundOutputs<TForm>(Forward(even, negatedLog2E), Forward(odd, negatedLog2E));
        if (TForm.IsMarked)
            s |= MarksNearZero<TFormat>(magnitudes);
        return true;
    }

    // There S may lie so little below 1/2 that float32 does not see it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> MarksNearZero<TFormat>(Vector512<ushort> magnitudes)
        where TFormat : struct, IPackedFormat =>
        Vector512.LessThan(magnitudes, Vector512.Create(TFormat.NearZero)) & Vector512.Create((ushort)0x4000);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Forward(Vector512<float> x, Vector512<float> negatedLog2E)
    {
        Vector512<float> one = Vector512<float>.One, shift = Vector512.Create(PowersOfTwo.RoundingShift);
        Vector512<float> shifted = Avx512F.FusedMultiplyAdd(x, negatedLog2E, shift, FloatRoundingMode.ToNegativeInfinity);
        Vector512<float> r = Vector512.FusedMultiplyAdd(x, negatedLog2E, shift - shifted);
        Vector512<float> p = Vector512.FusedMultiplyAdd(r, Vector512.Create(Square), Vector512.Create(Linear));
        p = Vector512.FusedMultiplyAdd(r, p, one);
        return one / Vector512.FusedMultiplyAdd(PowersOfTwo.At(shifted, Lower, Upper), p, one);
    }

    // PowersOfTwo's table but for its first entry, 2^0, and its last, 2^(31/32).
    private static Vector512<float> Lower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => PowersOfTwo.Lower.WithElement(0, BitConverter.UInt32BitsToSingle(0x3F800000u - 3));
    }

    private static Vector512<float> Upper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => PowersOfTwo.Upper.WithElement(15, BitConverter.UInt32BitsToSingle(0x3F7E83B3u + 3));
    }
}
