using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>S(x) = 1 / (1 + e^−x).</summary>
internal readonly struct Forward : ISigmoid
{
    public static bool HasFastFloat64 => true;

    /// <summary>The short ways leave every NaN to the long one, which makes it that.</summary>
    public static bool GivesCanonicalNaN => SigmoidAvx512.IsSupported || SigmoidAvx2.IsSupported;

    public static PipelineResult PipelineResult => PipelineResult.Output;

    public static bool TakesPacked => Avx512BW.IsSupported;

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
        TFloat32.Sigmoid<TForm, TFloat64>(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 input)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        SigmoidNarrow.Forward(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryStart<TFormat>(Vector512<ushort> input, out StartedVector started)
        where TFormat : struct, IPackedFormat =>
        SigmoidPacked.TryStart<TFormat>(input, input, out started);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> Finish<TFormat>(in StartedVector started)
        where TFormat : struct, IPackedFormat =>
        SigmoidPacked.Finish<PlainForm, TFormat>(started);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 input)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        SigmoidFloat64.Forward<PlainForm, TFloat64>(input);
}
