using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>S(x) − t, from x and the target t.</summary>
internal readonly struct CrossEntropyGradient : IZipOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TFloat64.Round(Wide<TFloat32, TFloat64>(left, right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        GradientNarrow.RoundToOdd<TFloat32, TFloat64>(Wide<TFloat32, TFloat64>(left, right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 left, TFloat64 right)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        CrossEntropyFormula.Gradient(left, right, CrossEntropyFormula.ExponentialOfFloat64(left));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 Wide<TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat64 x = TFloat64.Widen(left);
        return CrossEntropyFormula.Gradient(x, TFloat64.Widen(right), CrossEntropyFormula.ExponentialOfFloat32(x));
    }
}
