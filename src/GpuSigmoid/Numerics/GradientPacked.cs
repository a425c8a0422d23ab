using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GpuSigmoid.Numerics;

/// <summary>
/// dy · s · (1 − s) for 32 values of a 2-byte type at once, correctly rounded, in float32 alone: for outputs, or tails, as the sigmoid gives
/// them and gradients that are not extreme. All others are left to <see cref="GradientNarrow"/>, which takes any values.
/// </summary>
/// <remarks>
/// <para>
/// P = |dy| · s has 24 bits at most, s being an output or a tail's middle, and is exact; so is w = 1 − s. The result is P · w, rounded once: a
/// fused multiply and add of a number M whose last place in float32 is the result's last place in the type rounds it there, ties to even. How
/// far the sum lies above M is the result, exactly.
/// </para>
/// <para>
/// M depends on the power of two below P · w. That is taken from the rounded product: where rounding lifted it to the next power of two,
/// it is within 2^-25 of that one, and rounds to it by either M.
/// </para>
/// </remarks>
internal static class GradientPacked
{
    private const ushort SignBit = 0x8000;
    private const ushort MarkBit = 0x4000;

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
        dx = Round<TFormat>(TFormat.EvenMagnitudes(s), TFormat.OddMagnitudes(s), magnitudes, dy);
        return true;
    }

    /// <summary>s · (1 − s), which is that for gradients of 1: the first half.</summary>
    /// <returns>False where an output is none of those described, and nothing was computed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryStartDerivative<TFormat>(Vector512<ushort> s, out StartedVector started)
        where TFormat : struct, IPackedFormat
    {
        started = new StartedVector(s, TFormat.EvenMagnitudes(s), TFormat.OddMagnitudes(s));
        return TFormat.AreOutputs(s);
    }

    /// <summary>The second half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> FinishDerivative<TFormat>(in StartedVector started)
        where TFormat : struct, IPackedFormat
    {
        Vector512<float> one = Vector512.Create(TFormat.Scale);
        return TFormat.Pack(Round<TFormat>(started.Even, one), Round<TFormat>(started.Odd, one));
    }

    /// <summary><see cref="TryBackward"/> from cached tails, with the <see cref="TailMark"/> and sign that they have.</summary>
    /// <returns>False where a value is none of those described, and nothing was computed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryBackwardTail<TFormat>(Vector512<ushort> stored, Vector512<ushort> dy, out Vector512<ushort> dx)
        where TFormat : struct, IPackedFormat
    {
        Vector512<ushort> magnitudes = Vector512.AndNot(dy, Vector512.Create(SignBit));
        Vector512<ushort> tails = Vector512.AndNot(stored, Vector512.Create((ushort)(SignBit | MarkBit)));
        if (!TFormat.AreTails(tails) || !TFormat.AreGradients(magnitudes))
        {
            dx = default;
            return false;
        }
        dx = Round<TFormat>(
            Middle<TFormat>(TFormat.EvenMagnitudes(tails), stored.AsUInt32() << 16),
            Middle<TFormat>(TFormat.OddMagnitudes(tails), stored.AsUInt32()),
            magnitudes,
            dy);
        return true;
    }

    // A quarter of a last place upwards, or downwards where the mark is, the second highest bit of what is stored.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Middle<TFormat>(Vector512<float> tail, Vector512<uint> stored)
        where TFormat : struct, IPackedFormat
    {
        Vector512<uint> twice = (stored & Vector512.Create((uint)MarkBit << 16)) >>> (29 - TFormat.QuarterPlace);
        return (tail.AsUInt32() + Vector512.Create(1u << TFormat.QuarterPlace) - twice).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Round<TFormat>(
        Vector512<float> evenOutput, Vector512<float> oddOutput, Vector512<ushort> magnitudes, Vector512<ushort> dy)
        where TFormat : struct, IPackedFormat
    {
        PlacedSum even = Round<TFormat>(evenOutput, TFormat.EvenMagnitudes(magnitudes));
        PlacedSum odd = Round<TFormat>(oddOutput, TFormat.OddMagnitudes(magnitudes));
        return Vector512.ConditionalSelect(Vector512.Create(SignBit), dy, TFormat.Pack(even, odd));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PlacedSum Round<TFormat>(Vector512<float> s, Vector512<float> dy)
        where TFormat : struct, IPackedFormat
    {
        Vector512<float> complement = Vector512.FusedMultiplyAdd(s, Vector512.Create(-1 / TFormat.Scale), Vector512<float>.One);
        Vector512<float> product = TFormat.ScaleGradient(dy) * s;
        Vector512<float> place = TFormat.PlaceOf(product * complement);
        return new PlacedSum(Vector512.FusedMultiplyAdd(product, complement, place), place);
    }
}
