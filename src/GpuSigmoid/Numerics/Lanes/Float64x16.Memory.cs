using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Elements;

namespace GpuSigmoid.Numerics.Lanes;

internal readonly unsafe partial struct Float64x16 : IVectorLane<Float64x16>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 Load(byte* source) =>
        new(Vector512.Load((double*)source), Vector512.Load((double*)source + Vector512<double>.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TStore>(Float64x16 value, byte* destination)
        where TStore : struct, IVectorStore
    {
        TStore.Store(value._lower.AsByte(), destination);
        TStore.Store(value._upper.AsByte(), destination + Vector512<byte>.Count);
    }
}
