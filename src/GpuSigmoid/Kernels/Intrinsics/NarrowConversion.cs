using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;
using ILGPU.IR.Intrinsics;

namespace GpuSigmoid.Kernels.Intrinsics;

/// <summary>
/// The conversions of the 2-byte types, for which NVIDIA's GPUs have instructions. Elsewhere <see cref="NarrowConversionInline"/> does
/// them with integers.
/// </summary>
internal static class NarrowConversion
{
    [IntrinsicImplementation]
    public static float DecodeHalf(uint bits) => NarrowConversionInline.DecodeHalf(bits);

    [IntrinsicImplementation]
    public static uint EncodeHalf(float value) => NarrowConversionInline.EncodeHalf(value);

    [IntrinsicImplementation]
    public static uint EncodeBFloat16(float value) => NarrowConversionInline.EncodeBFloat16(value);
}

/// <summary>The same by the formats' own definitions.</summary>
internal static class NarrowConversionInline
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float DecodeHalf(uint bits) => HalfFormat.Decode(Float32x1.OfBits(bits)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint EncodeHalf(float value) => HalfFormat.Encode(new Float32x1(value)).Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint EncodeBFloat16(float value) => BFloat16Format.Encode(new Float32x1(value)).Bits;
}
