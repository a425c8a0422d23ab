using System.Runtime.CompilerServices;
using GpuSigmoid.Kernels.Intrinsics;

namespace GpuSigmoid.Numerics;

internal readonly partial struct HalfFormat
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float DecodeOne(uint bits) => NarrowConversion.DecodeHalf(bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint EncodeOne(float value) => NarrowConversion.EncodeHalf(value);
}
