using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>max(x, 0) − x·t + log(1 + e^−|x|) and S(x) − t, from x and the target t and one e^−|x|.</summary>
internal readonly struct CrossEntropy : IZipPairOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right, out TFloat32 first, out TFloat32 second)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        Wide<TFloat32, TFloat64>(left, right, out TFloat64 loss, out TFloat64 gradient);
        first = TFloat64.Round(loss);
        second = TFloat64.Round(gradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right, out TFloat32 first, out TFloat32 second)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        Wide<TFloat32, TFloat64>(left, right, out TFloat64 loss, out TFloat64 gradient);
        first = GradientNarrow.RoundToOdd<TFloat32, TFloat64>(loss);
        second = GradientNarrow.RoundToOdd<TFloat32, TFloat64>(gradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Float64<TFloat64>(TFloat64 left, TFloat64 right, out TFloat64 first, out TFloat64 second)
        where TFloat64 : unmanaged, ILane<TFloat64>
    {
        TFloat64 exponential = CrossEntropyFormula.ExponentialOfFloat64(left);
        first = CrossEntropyFormula.Loss(left, right, exponential);
        second = CrossEntropyFormula.Gradient(left, right, exponential);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Wide<TFloat32, TFloat64>(TFloat32 left, TFloat32 right, out TFloat64 loss, out TFloat64 gradient)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>
    {
        TFloat64 x = TFloat64.Widen(left), target = TFloat64.Widen(right);
        TFloat64 exponential = CrossEntropyFormula.ExponentialOfFloat32(x);
        loss = CrossEntropyFormula.Loss(x, target, exponential);
        gradient = CrossEntropyFormula.Gradient(x, target, exponential);
    }
}
