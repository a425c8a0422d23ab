using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GpuSigmoid.Numerics;

/// <summary>
/// S(x) = 1 / (1 + e^−x) for 32 values of a 2-byte type at once, correctly rounded, in float32 alone, for vectors of 512 bits: for x of
/// moderate size. All others are left to <see cref="SigmoidNarrow"/>, which takes any values.
/// </summary>
/// <remarks>
/// <para>
/// With t = −x·log2(e) = k + r, k a multiple of 1/32 and |r| ≤ 1/64: S = 1 / (1 + 2^k · 2^r). The rest of 2^r after its cube is below 2^-30;
/// x·log2(e) and 2^k, from a table, are off by about 2^-24 and each rounding by as much.
/// </para>
/// <para>
/// Near zero 1/2 + x/4 can be a midpoint of the type, and the cubic term −x³/48, out of float32's sight, decides: towards 1/2. So the last
/// rounding takes what is within a few units of float32 of a midpoint that way.
/// </para>
/// <para>
/// Every operation is one of IEEE 754 and rounds alike everywhere, so that a check of all 65536 inputs of each type on one device, which the
/// tests make, is a proof. The linear coefficient is three units below ln(2): with it no input of either type misses; with ln(2) two of Half do.
/// </para>
/// </remarks>
internal static class SigmoidPacked
{
    private const float NegatedLog2E = -1.442695f;
    private const float Linear = 0.693147f;
    private const float Square = 0.2402265f;
    private const float Cube = 0.05550411f;

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
        s = TFormat.RoundOutputs<TForm>(even, Forward(even, negatedLog2E), odd, Forward(odd, negatedLog2E));
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
        Vector512<float> shifted = Vector512.FusedMultiplyAdd(x, negatedLog2E, shift);
        Vector512<float> r = Vector512.FusedMultiplyAdd(x, negatedLog2E, shift - shifted);
        Vector512<float> p = Vector512.FusedMultiplyAdd(r, Vector512.Create(Cube), Vector512.Create(Square));
        p = Vector512.FusedMultiplyAdd(r, p, Vector512.Create(Linear));
        p = Vector512.FusedMultiplyAdd(r, p, one);
        return one / Vector512.FusedMultiplyAdd(PowersOfTwo.At(shifted), p, one);
    }
}
