using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Elements;

namespace GpuSigmoid.Numerics.Lanes;

internal readonly unsafe partial struct Float32x8 : INarrowVectorLane<Float32x8>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 Load(byte* source) => Vector256.Load((float*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TStore>(Float32x8 value, byte* destination)
        where TStore : struct, IVectorStore =>
        TStore.Store(value._vector.AsByte(), destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x8 LoadNarrow(byte* source)
    {
        Vector128<ushort> bits = Vector128.Load((ushort*)source);
        return Vector256.Create(Vector128.WidenLower(bits), Vector128.WidenUpper(bits)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNarrow<TStore>(Float32x8 value, byte* destination)
        where TStore : struct, IVectorStore
    {
        Vector256<uint> bits = value._vector.AsUInt32();
        TStore.Store(Vector128.Narrow(bits.GetLower(), bits.GetUpper()).AsByte(), destination);
    }
}
