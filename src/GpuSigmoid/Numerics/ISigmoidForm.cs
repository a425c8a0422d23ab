using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>What is made of S when it is rounded: a stateless struct.</summary>
internal interface ISigmoidForm
{
    /// <summary>Whether x is at most 0 and the result says whether S was rounded down or up.</summary>
    static abstract bool IsMarked { get; }

    /// <summary>g + g·d, rounded once, in this form; normal.</summary>
    static abstract TFloat32 Sum<TFloat32>(TFloat32 g, TFloat32 d)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>;
}

/// <summary>S, rounded.</summary>
internal readonly struct PlainForm : ISigmoidForm
{
    public static bool IsMarked => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Sum<TFloat32>(TFloat32 g, TFloat32 d)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32> =>
        TFloat32.FusedMultiplyAdd(g, d, g);
}

/// <summary>S, rounded, with the <see cref="TailMark"/> unless it was rounded down: for x ≤ 0.</summary>
internal readonly struct MarkedForm : ISigmoidForm
{
    public static bool IsMarked => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Sum<TFloat32>(TFloat32 g, TFloat32 d)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
    {
        TFloat32 rounded = TFloat32.FusedMultiplyAdd(g, d, g);
        // g less the rounded sum is exact, the two being near each other.
        TFloat32 lost = TFloat32.FusedMultiplyAdd(g, d, g - rounded);
        return rounded | ((lost & TFloat32.OfBits(0x80000000)) >>> 1);
    }
}
