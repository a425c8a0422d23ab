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
/// With t = −x·log2(e) = k + r, k a multiple of 1/32 and 0 ≤ r &lt; 1/32: S = 1 / (1 + 2^k · 2^r). A square is enough for 2^r, and a whole one:
/// with u = r + 45/32, 2^r is proportional to u² + d but for 2^-21, and the factor is in the table of 2^k.
/// </para>
/// <para>
/// Each of the table's 32 entries is the middle of at least 8 neighbouring numbers with which no input of either type misses, d being given;
/// they lie up to 15 units from the nearest. That decides ties near zero, too, where 1/2 + x/4 can be a midpoint of the type and the cubic
/// term −x³/48, out of float32's sight, leads towards 1/2.
/// </para>
/// <para>
/// The division gives S times <see cref="IPackedFormat.Scale"/>, whose bits are already where the format's are to be taken from.
/// </para>
/// <para>
/// Every operation is one of IEEE 754 and rounds alike everywhere, so that a check of all 65536 inputs of each type on one device, which the
/// tests make, is a proof.
/// </para>
/// </remarks>
internal static class SigmoidPacked
{
    private const ushort Mark = 0x4000;
    private const float NegatedLog2E = -1.442695f;
    private const float Root = 45f / 32; // a multiple of 1/32, so that its sum with k is exact
    private const float Rest = 2.08093262f;

    /// <summary>The first half: (1 + e^−x) / <see cref="IPackedFormat.Scale"/>.</summary>
    /// <param name="input">What the x were made from; their signs may differ.</param>
    /// <param name="x">The x.</param>
    /// <param name="started">What <see cref="Finish"/> takes.</param>
    /// <returns>False where an x is too large or a NaN, and what was computed is for nobody.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryStart<TFormat>(Vector512<ushort> input, Vector512<ushort> x, out StartedVector started)
        where TFormat : struct, IPackedFormat
    {
        started = new StartedVector(input, Denominator<TFormat>(TFormat.Even(x)), Denominator<TFormat>(TFormat.Odd(x)));
        return Vector512.LessThanOrEqualAll(Magnitudes(input), Vector512.Create(TFormat.LargestInput));
    }

    /// <summary>The second half: S(x), or in the marked form the tail.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> Finish<TForm, TFormat>(in StartedVector started)
        where TForm : struct, ISigmoidForm
        where TFormat : struct, IPackedFormat
    {
        Vector512<ushort> halves = TFormat.HalfPlaces(Vector512<float>.One / started.Even, Vector512<float>.One / started.Odd);
        Vector512<ushort> rounded = Avx512BW.Average(halves, Vector512<ushort>.Zero);
        return TForm.IsMarked ? rounded | MarksWhereRoundedUp(halves) | MarksNearZero<TFormat>(Magnitudes(started.Input)) : rounded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Magnitudes(Vector512<ushort> values) => Vector512.AndNot(values, Vector512.Create((ushort)0x8000));

    // A half left over is rounded upwards, and S is less.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> MarksWhereRoundedUp(Vector512<ushort> halves) => (halves << 14) & Vector512.Create(Mark);

    // There S may lie so little below 1/2 that float32 does not see it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> MarksNearZero<TFormat>(Vector512<ushort> magnitudes)
        where TFormat : struct, IPackedFormat =>
        Vector512.LessThan(magnitudes, Vector512.Create(TFormat.NearZero)) & Vector512.Create(Mark);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Denominator<TFormat>(Vector512<float> x)
        where TFormat : struct, IPackedFormat
    {
        Vector512<float> negatedLog2E = Vector512.Create(NegatedLog2E / TFormat.Scale);
        Vector512<float> shift = Vector512.Create(PowersOfTwo.RoundingShift - TFormat.ScaleExponent);
        Vector512<float> shifted = Avx512F.FusedMultiplyAdd(x, negatedLog2E, shift, FloatRoundingMode.ToNegativeInfinity);
        Vector512<float> u = Vector512.FusedMultiplyAdd(x, negatedLog2E, shift + Vector512.Create(Root) - shifted);
        Vector512<float> square = Vector512.FusedMultiplyAdd(u, u, Vector512.Create(Rest));
        return Vector512.FusedMultiplyAdd(PowersOfTwo.At(shifted, Lower, Upper), square, Vector512.Create(1 / TFormat.Scale));
    }

    // As PowersOfTwo's: the bits of 2^(j/32) / 4.05847 and a few units, less j · 2^18.
    private static Vector512<float> Lower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0x3E7C4FCCu, 0x3E7CEB17u, 0x3E7BBDD0u, 0x3E7AA044u, 0x3E7992F4u, 0x3E789628u, 0x3E77AA3Au, 0x3E76CF9Cu,
            0x3E760686u, 0x3E754F7Eu, 0x3E74AAE7u, 0x3E741929u, 0x3E739A9Fu, 0x3E732FB4u, 0x3E72D8EAu, 0x3E7296A6u).AsSingle();
    }

    private static Vector512<float> Upper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0x3E72695Bu, 0x3E725174u, 0x3E724F70u, 0x3E7263DAu, 0x3E728F27u, 0x3E72D1CCu, 0x3E732C49u, 0x3E739F2Eu,
            0x3E742B0Au, 0x3E74D062u, 0x3E758FD0u, 0x3E7669D0u, 0x3E775F03u, 0x3E786FF5u, 0x3E799D5Du, 0x3E7AE7D1u).AsSingle();
    }
}
