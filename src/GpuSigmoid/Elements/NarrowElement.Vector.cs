using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly unsafe partial struct NarrowElement<TFormat> : IVectorElement
{
    public static int SizeInBytes => sizeof(ushort);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<TOperation, TStore>(byte* input, byte* output)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore =>
        Store<TStore>(TOperation.Narrow<Float32x16, Float64x16>(Load(input)), output);

    public static bool MapsPacked<TOperation>()
        where TOperation : struct, IMapOperation =>
        TOperation.TakesPacked;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryMapPacked<TOperation, TStore>(byte* input, byte* output)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore
    {
        if (!TOperation.TryPacked<TFormat>(Vector512.Load((ushort*)input), out Vector512<ushort> result))
            return false;
        TStore.Store(result.AsByte(), output);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Zip<TOperation, TStore>(byte* left, byte* right, byte* output)
        where TOperation : struct, IZipOperation
        where TStore : struct, IVectorStore =>
        Store<TStore>(TOperation.Narrow<Float32x16, Float64x16>(Load(left), Load(right)), output);

    public static bool ZipsPacked<TOperation>()
        where TOperation : struct, IZipOperation =>
        TOperation.TakesPacked;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryZipPacked<TOperation, TStore>(byte* left, byte* right, byte* output)
        where TOperation : struct, IZipOperation
        where TStore : struct, IVectorStore
    {
        if (!TOperation.TryPacked<TFormat>(Vector512.Load((ushort*)left), Vector512.Load((ushort*)right), out Vector512<ushort> result))
            return false;
        TStore.Store(result.AsByte(), output);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ZipPair<TOperation, TFirstStore, TSecondStore>(byte* left, byte* right, byte* first, byte* second)
        where TOperation : struct, IZipPairOperation
        where TFirstStore : struct, IVectorStore
        where TSecondStore : struct, IVectorStore
    {
        TOperation.Narrow<Float32x16, Float64x16>(Load(left), Load(right), out Float32x16 one, out Float32x16 other);
        Store<TFirstStore>(one, first);
        Store<TSecondStore>(other, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ternary<TOperation, TStore>(byte* first, byte* second, byte* third, byte* output)
        where TOperation : struct, ITernaryOperation
        where TStore : struct, IVectorStore =>
        Store<TStore>(TOperation.Narrow<Float32x16, Float64x16>(Load(first), Load(second), Load(third)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Parametric<TOperation>(byte* left, byte* right, byte* output, in Parameters parameters)
        where TOperation : struct, IParametricOperation =>
        Store<CachedStore>(TOperation.Narrow<Float32x16, Float64x16>(Load(left), Load(right), parameters), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 WidenBlock(byte* values) => Float64x16.Widen(Load(values));

    // The widest vectors have an instruction for each of the two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Float32x16 Load(byte* source)
    {
        Vector256<ushort> bits = Vector256.Load((ushort*)source);
        Vector512<uint> wide = Avx512F.IsSupported
            ? Avx512F.ConvertToVector512UInt32(bits)
            : Vector512.Create(Vector256.WidenLower(bits), Vector256.WidenUpper(bits));
        return TFormat.Decode<Float32x16>(wide.AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TStore>(Float32x16 value, byte* destination)
        where TStore : struct, IVectorStore
    {
        Vector512<uint> bits = ((Vector512<float>)TFormat.Encode(value)).AsUInt32();
        Vector256<ushort> narrow = Avx512F.IsSupported
            ? Avx512F.ConvertToVector256UInt16(bits)
            : Vector256.Narrow(bits.GetLower(), bits.GetUpper());
        TStore.Store(narrow.AsByte(), destination);
    }
}
