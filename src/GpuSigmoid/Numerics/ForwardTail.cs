using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>
/// c = copysign(S(−|x|), x), with its <see cref="TailMark"/>: the smaller of S(x) and 1 − S(x), negative where that is S(x) itself.
/// </summary>
/// <typeparam name="TForward">The way to S: <see cref="Forward"/>, or what a device computes it with.</typeparam>
internal readonly struct ForwardTail<TForward> : IMapOperation
    where TForward : struct, ISigmoid
{
    private const uint SignBit = 0x80000000;
    private const ushort NarrowSignBit = 0x8000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 input)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TForward.Sigmoid<MarkedForm, TFloat32, TFloat64>(input | TFloat32.OfBits(SignBit)) | (input & TFloat32.OfBits(SignBit));

    public static PipelineResult PipelineResult => PipelineResult.Tail;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 input)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        SigmoidNarrow.Tail<TFormat, TFloat32>(input | TFloat32.OfBits(SignBit)) | (input & TFloat32.OfBits(SignBit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat64 Float64<TFloat64>(TFloat64 input)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        TFloat64.CopySign(SigmoidFloat64.Forward<MarkedForm, TFloat64>(TFloat64.CopySign(input, TFloat64.Of(-1))), input);

    public static bool TakesPacked => Avx512BW.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryStart<TFormat>(Vector512<ushort> input, out StartedVector started)
        where TFormat : struct, IPackedFormat =>
        SigmoidPacked.TryStart<TFormat>(input, input | Vector512.Create(NarrowSignBit), out started);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> Finish<TFormat>(in StartedVector started)
        where TFormat : struct, IPackedFormat =>
        SigmoidPacked.Finish<MarkedForm, TFormat>(started) | (started.Input & Vector512.Create(NarrowSignBit));
}
