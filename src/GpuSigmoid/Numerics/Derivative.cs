using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>S′ = s · (1 − s), from the output s = S(x).</summary>
/// <remarks>That is s − s · s, which a fused multiplication and addition rounds once.</remarks>
internal readonly struct Derivative : IMapOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 input)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        Of(input, float.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 input)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        GradientNarrow.Derivative<TFloat32, TFloat64>(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 input)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        Of(input, double.MaxValue);

    public static bool TakesPacked => Fma.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryStart<TFormat>(Vector512<ushort> input, out StartedVector started)
        where TFormat : struct, IPackedFormat =>
        GradientPacked.TryStartDerivative<TFormat>(input, out started);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> Finish<TFormat>(in StartedVector started)
        where TFormat : struct, IPackedFormat =>
        GradientPacked.FinishDerivative<TFormat>(started);

    // ∞ · (1 − ∞) is −∞, but ∞ − ∞ · ∞ a NaN: the largest number has the square that overflows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Of<TLane>(TLane input, double largest)
        where TLane : unmanaged, ILane<TLane>
    {
        TLane s = TLane.Clamp(input, TLane.Of(-largest), TLane.Of(largest));
        return TLane.FusedMultiplyAdd(TLane.Of(0) - s, s, s);
    }
}
