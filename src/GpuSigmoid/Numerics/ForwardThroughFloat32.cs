using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>S(x) = 1 / (1 + e^−x) as <see cref="Forward"/> has it, bit for bit, with no float64 where the input is float32.</summary>
internal readonly struct ForwardThroughFloat32 : ISigmoid
{
    public static bool HasFastFloat64 => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 input)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        Sigmoid<PlainForm, TFloat32, TFloat64>(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Sigmoid<TForm, TFloat32, TFloat64>(TFloat32 input)
        where TForm : struct, ISigmoidForm
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        SigmoidThroughFloat32.Forward<TForm, TFloat32>(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 input)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        Forward.Narrow<TFormat, TFloat32, TFloat64>(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 input)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        Forward.Float64(input);
}
