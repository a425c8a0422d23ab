using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Bench.Passes;

/// <summary>left + right: two reads, one write and next to no arithmetic.</summary>
internal readonly struct Sum : IZipOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 left, TFloat64 right)
        where TFloat64 : unmanaged, ILane<TFloat64> => left + right;
}

/// <summary>dx = dy · S(x) · (1 − S(x)), with S computed anew from x: the bits of the backward pass from the cached S.</summary>
/// <typeparam name="TForward">How S is computed.</typeparam>
internal readonly struct BackwardFromInput<TForward> : IZipOperation
    where TForward : struct, IMapOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        Backward.Float32<TFloat32, TFloat64>(TForward.Float32<TFloat32, TFloat64>(left), right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        Backward.Narrow<TFormat, TFloat32, TFloat64>(TForward.Narrow<TFormat, TFloat32, TFloat64>(left), right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 left, TFloat64 right)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        Backward.Float64(TForward.Float64(left), right);
}

/// <summary>S′(x) = e^−x / (1 + e^−x)², the textbook's derivative, from x; float32 by way of float64.</summary>
internal readonly struct LongDerivative : IMapOperation
{
    private const double Log2E = 1.4426950408889634;
    private const double Log2ERest = 2.0355273740931033e-17;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 input)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TFloat64.Round(Float64(TFloat64.Widen(input)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 input)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        Float32<TFloat32, TFloat64>(input);

    // The derivative is even: with −|x| no power overflows. −x·log2(e) = k + r; e^−x = 2^k · 2^r.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 input)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 x = TFloat64.Clamp(TFloat64.Of(0) - TFloat64.Abs(input), TFloat64.Of(-700), TFloat64.Of(0));
        TFloat64 shifted = TFloat64.FusedMultiplyAdd(x, TFloat64.Of(Log2E), TFloat64.RoundingShift);
        TFloat64 r = TFloat64.FusedMultiplyAdd(x, TFloat64.Of(Log2E), TFloat64.RoundingShift - shifted);
        r = TFloat64.FusedMultiplyAdd(x, TFloat64.Of(Log2ERest), r);
        TFloat64 power = TFloat64.TimesPowerOfTwo(PowerOfTwo(r * TFloat64.Of(0.6931471805599453)), shifted);
        TFloat64 reciprocal = TFloat64.ApproximateReciprocal(TFloat64.Of(1) + power);
        return power * reciprocal * reciprocal;
    }

    // Taylor's polynomial of degree 12 for e^t on |t| <= ln(2)/2: the first term left out is below 2^-52.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 PowerOfTwo<TFloat64>(TFloat64 t)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 p = TFloat64.Of(1.0 / 479001600);
        p = TFloat64.FusedMultiplyAdd(p, t, TFloat64.Of(1.0 / 39916800));
        p = TFloat64.FusedMultiplyAdd(p, t, TFloat64.Of(1.0 / 3628800));
        p = TFloat64.FusedMultiplyAdd(p, t, TFloat64.Of(1.0 / 362880));
        p = TFloat64.FusedMultiplyAdd(p, t, TFloat64.Of(1.0 / 40320));
        p = TFloat64.FusedMultiplyAdd(p, t, TFloat64.Of(1.0 / 5040));
        p = TFloat64.FusedMultiplyAdd(p, t, TFloat64.Of(1.0 / 720));
        p = TFloat64.FusedMultiplyAdd(p, t, TFloat64.Of(1.0 / 120));
        p = TFloat64.FusedMultiplyAdd(p, t, TFloat64.Of(1.0 / 24));
        p = TFloat64.FusedMultiplyAdd(p, t, TFloat64.Of(1.0 / 6));
        p = TFloat64.FusedMultiplyAdd(p, t, TFloat64.Of(0.5));
        p = TFloat64.FusedMultiplyAdd(p, t, TFloat64.Of(1));
        return TFloat64.FusedMultiplyAdd(p, t, TFloat64.Of(1));
    }
}
