using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>
/// s · (1 − s) and dy · s · (1 − s) for values that came from Half or bfloat16: as a float32 rounded to odd, so that rounding it to the
/// type rounds the exact value once.
/// </summary>
/// <remarks>
/// <para>
/// s is an output or the middle that a cached tail stands for, which has two bits more (<see cref="TailMark"/>). For 2^-25 ≤ |s| &lt; 2^25 the
/// product is exact in float64: 1 − s has at most 27 bits for Half and 34 for bfloat16, s 13 and 10, dy 11 and 8, which makes 51 and 52.
/// </para>
/// <para>
/// Beyond, which only bfloat16 reaches, 1 − s has too many bits, and 1 − s or −s matters only as 1 or −s with something on the right side:
/// dy · s and dy · s² have at most 24 bits, so each is a midpoint between two bfloat16 values or 2^-24 away from one, relatively. Hence any
/// factor strictly between 1 − 2^-24 and 1 + 2^-24, on the same side of 1 as the true one, gives the same rounding. Below 2^-25 the factor
/// 1 − s is taken for 1 ∓ 2^-25; above 2^25, where it is −s(1 − 1/s), for −s(1 ∓ 2^-25). Both products again fit into 53
/// bits.
/// </para>
/// <para>No factor underflows or overflows in float64: the product lies between 2^-303 and 2^384.</para>
/// </remarks>
internal static class GradientNarrow
{
    private const double Small = 1.0 / (1 << 25);

    /// <summary>More than any |s| · 2^-25 but that of infinity, for which 1 − s must stay infinite.</summary>
    private const double Huge = 2.028240960365167e31; // 2^104

    /// <summary>2^200: keeps what rounding loses in float32's range, or above it, where its sign is all that is wanted.</summary>
    private const double KeepInSight = 1.6069380442589903e60;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Derivative<TFloat32, TFloat64>(TFloat32 s)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        RoundToOdd<TFloat32, TFloat64>(Product<TFloat32, TFloat64>(s));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Backward<TFloat32, TFloat64>(TFloat32 s, TFloat32 outputGradient)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        RoundToOdd<TFloat32, TFloat64>(TFloat64.Widen(outputGradient) * Product<TFloat32, TFloat64>(s));

    /// <summary>dy · s · (1 − s) for s from 0 to 1/2, with up to 13 bits for Half and 10 for bfloat16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 BackwardOfMiddle<TFloat32, TFloat64>(TFloat32 s, TFloat32 outputGradient)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat64 complement = TFloat64.Of(1) - TFloat64.Widen(TFloat32.WhereLess(s, TFloat32.Of(Small), TFloat32.Of(Small), s));
        return RoundToOdd<TFloat32, TFloat64>(TFloat64.Widen(outputGradient) * (TFloat64.Widen(s) * complement));
    }

    /// <summary>
    /// dy · g · (1 − 2s), by the same reasoning: dy · g has at most 22 bits for Half and 16 for bfloat16. 1 − 2s has at most 26 for Half;
    /// for bfloat16 32 within the bounds above, beyond them the factor is 1 ∓ 2^-24 or −2s(1 ∓ 2^-26), which no rounding tells from 1 − 2s.
    /// The product lies between 2^-273 and 2^385.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 SecondGradient<TFloat32, TFloat64>(TFloat32 s, TFloat32 outputGradient, TFloat32 gradient)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat64 product = TFloat64.Widen(outputGradient) * TFloat64.Widen(gradient);
        Complement<TFloat32, TFloat64>(s, out TFloat64 one, out TFloat64 subtrahend);
        TFloat64 slope = TFloat64.FusedMultiplyAdd(TFloat64.Of(-2), subtrahend, one);
        // At s = 0 the factor is 1, and dy · g may be a midpoint.
        slope = TFloat64.WhereEqual(TFloat64.Widen(s), TFloat64.Of(0), TFloat64.Of(1), slope);
        return RoundToOdd<TFloat32, TFloat64>(product * slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 Product<TFloat32, TFloat64>(TFloat32 s)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        Complement<TFloat32, TFloat64>(s, out TFloat64 one, out TFloat64 subtrahend);
        return TFloat64.Widen(s) * (one - subtrahend);
    }

    // What 1 − s is computed from: 1 and s themselves in the middle, stand-ins of few bits beyond.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Complement<TFloat32, TFloat64>(TFloat32 s, out TFloat64 one, out TFloat64 subtrahend)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat32 magnitude = TFloat32.Abs(s);
        one = TFloat64.Widen(TFloat32.Clamp(magnitude * TFloat32.Of(Small), TFloat32.Of(1), TFloat32.Of(Huge)));
        TFloat32 signedSmall = TFloat32.WhereLess(s, TFloat32.Of(0), TFloat32.Of(-Small), TFloat32.Of(Small));
        subtrahend = TFloat64.Widen(TFloat32.WhereLess(magnitude, TFloat32.Of(Small), signedSmall, s));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TFloat32 RoundToOdd<TFloat32, TFloat64>(TFloat64 exact)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat32 nearest = TFloat64.Round(exact);
        TFloat32 lost = TFloat64.Round((exact - TFloat64.Widen(nearest)) * TFloat64.Of(KeepInSight));
        return TFloat32.WhereEqual(nearest - nearest, TFloat32.Of(0), TFloat32.NearestToOdd(nearest, lost), nearest);
    }
}
