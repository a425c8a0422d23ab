using System.Runtime.CompilerServices;
using GpuSigmoid.Kernels.Intrinsics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

internal readonly partial struct BFloat16Format
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float DecodeOne(uint bits) => Decode(Float32x1.OfBits(bits)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint EncodeOne(float value) => NarrowConversion.EncodeBFloat16(value);
}
