using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly unsafe partial struct NarrowElement<TFormat> : IVectorElement
{
    public static int SizeInBytes => sizeof(ushort);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<TOperation, TStore, TFloat32, TFloat64>(byte* input, byte* output)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<TStore, TFloat32>(TOperation.Narrow<TFormat, TFloat32, TFloat64>(Load<TFloat32>(input)), output);

    public static bool MapsPacked<TOperation>()
        where TOperation : struct, IMapOperation =>
        TOperation.TakesPacked;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryStartPacked<TOperation>(byte* input, out StartedVector started)
        where TOperation : struct, IMapOperation =>
        TOperation.TryStart<TFormat>(Vector512.Load((ushort*)input), out started);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FinishPacked<TOperation, TStore>(in StartedVector started, byte* output)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore =>
        TStore.Store(TOperation.Finish<TFormat>(started).AsByte(), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Zip<TOperation, TStore, TFloat32, TFloat64>(byte* left, byte* right, byte* output)
        where TOperation : struct, IZipOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<TStore, TFloat32>(TOperation.Narrow<TFormat, TFloat32, TFloat64>(Load<TFloat32>(left), Load<TFloat32>(right)), output);

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
    public static void ZipPair<TOperation, TFirstStore, TSecondStore, TFloat32, TFloat64>(byte* left, byte* right, byte* first, byte* second)
        where TOperation : struct, IZipPairOperation
        where TFirstStore : struct, IVectorStore
        where TSecondStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64>
    {
        TOperation.Narrow<TFormat, TFloat32, TFloat64>(Load<TFloat32>(left), Load<TFloat32>(right), out TFloat32 one, out TFloat32 other);
        Store<TFirstStore, TFloat32>(one, first);
        Store<TSecondStore, TFloat32>(other, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ternary<TOperation, TStore, TFloat32, TFloat64>(byte* first, byte* second, byte* third, byte* output)
        where TOperation : struct, ITernaryOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<TStore, TFloat32>(TOperation.Narrow<TFormat, TFloat32, TFloat64>(Load<TFloat32>(first), Load<TFloat32>(second), Load<TFloat32>(third)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Parametric<TOperation, TFloat32, TFloat64>(byte* left, byte* right, byte* output, in Parameters parameters)
        where TOperation : struct, IParametricOperation
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<CachedStore, TFloat32>(TOperation.Narrow<TFormat, TFloat32, TFloat64>(Load<TFloat32>(left), Load<TFloat32>(right), parameters), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 WidenBlock(byte* values) => Float64x16.Widen(Load<Float32x16>(values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat32 Load<TFloat32>(byte* source)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32> =>
        TFormat.Decode(TFloat32.LoadNarrow(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TStore, TFloat32>(TFloat32 value, byte* destination)
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32> =>
        TFloat32.StoreNarrow<TStore>(TFormat.Encode(value), destination);
}
