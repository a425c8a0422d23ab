using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuSigmoid.Elements;

namespace GpuSigmoid.Numerics.Lanes;

internal readonly unsafe partial struct Float32x16 : INarrowVectorLane<Float32x16>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 Load(byte* source) => Vector512.Load((float*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TStore>(Float32x16 value, byte* destination)
        where TStore : struct, IVectorStore =>
        TStore.Store(value._vector.AsByte(), destination);

    // The widest vectors have an instruction for each of the two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float32x16 LoadNarrow(byte* source)
    {
        Vector256<ushort> bits = Vector256.Load((ushort*)source);
        Vector512<uint> wide = Avx512F.IsSupported
            ? Avx512F.ConvertToVector512UInt32(bits)
            : Vector512.Create(Vector256.WidenLower(bits), Vector256.WidenUpper(bits));
        return wide.AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNarrow<TStore>(Float32x16 value, byte* destination)
        where TStore : struct, IVectorStore
    {
        Vector512<uint> bits = value._vector.AsUInt32();
        Vector256<ushort> narrow = Avx512F.IsSupported
            ? Avx512F.ConvertToVector256UInt16(bits)
            : Vector256.Narrow(bits.GetLower(), bits.GetUpper());
        TStore.Store(narrow.AsByte(), destination);
    }
}
