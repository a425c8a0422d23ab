using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GpuSigmoid.Numerics;

/// <summary>
/// dy · s · (1 − s) for 32 values of a 2-byte type at once, correctly rounded, in float32 alone: for outputs as the sigmoid gives them and
/// gradients that are not extreme. All others are left to <see cref="GradientNarrow"/>, which takes any values.
/// </summary>
/// <remarks>
/// <para>
/// P = |dy| · s has 22 bits at most and is exact; so is w = 1 − s. The result is P · w, rounded once: a fused multiply and add of a number
/// M whose last place in float32 is the result's last place in the type rounds it there, ties to even, and M is then subtracted exactly.
/// </para>
/// <para>
/// M depends on the power of two below P · w. That is taken from the rounded product: where rounding lifted it to the next power of two,
/// it is within 2^-25 of that one, and rounds to it by either M.
/// </para>
/// </remarks>
internal static class GradientPacked
{
    private const ushort SignBit = 0x8000;

    /// <returns>False where a value is none of those described, and nothing was computed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryBackward<TFormat>(Vector512<ushort> s, Vector512<ushort> dy, out Vector512<ushort> dx)
        where TFormat : struct, IPackedFormat
    {
        Vector512<ushort> magnitudes = Vector512.AndNot(dy, Vector512.Create(SignBit));
        if (!TFormat.AreOutputs(s) || !TFormat.AreGradients(magnitudes))
        {
            dx = default;
            return false;
        }
        Vector512<float> even = Round<TFormat>(TFormat.Even(s), TFormat.Even(magnitudes));
        Vector512<float> odd = Round<TFormat>(TFormat.Odd(s), TFormat.Odd(magnitudes));
        dx = Vector512.ConditionalSelect(Vector512.Create(SignBit), dy, TFormat.Pack(even, odd));
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Round<TFormat>(Vector512<float> s, Vector512<float> dy)
        where TFormat : struct, IPackedFormat
    {
        Vector512<float> complement = Vector512.FusedMultiplyAdd(s, Vector512.Create(-1 / TFormat.Scale), Vector512<float>.One);
        Vector512<float> product = TFormat.ScaleGradient(dy) * s;
        Vector512<float> place = TFormat.PlaceOf(product * complement);
        return Vector512.FusedMultiplyAdd(product, complement, place) - place;
    }
}
