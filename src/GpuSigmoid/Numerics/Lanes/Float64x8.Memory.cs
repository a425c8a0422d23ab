using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Elements;

namespace GpuSigmoid.Numerics.Lanes;

internal readonly unsafe partial struct Float64x8 : IVectorLane<Float64x8>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x8 Load(byte* source) =>
        new(Vector256.Load((double*)source), Vector256.Load((double*)source + Vector256<double>.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TStore>(Float64x8 value, byte* destination)
        where TStore : struct, IVectorStore
    {
        TStore.Store(value._lower.AsByte(), destination);
        TStore.Store(value._upper.AsByte(), destination + Vector256<byte>.Count);
    }
}
