using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly unsafe partial struct Float32Element : IVectorElement
{
    public static int SizeInBytes => sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<TOperation, TStore, TFloat32, TFloat64>(byte* input, byte* output)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<TOperation, TStore, TFloat32>(TOperation.Float32<TFloat32, TFloat64>(TFloat32.Load(input)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Zip<TOperation, TStore, TFloat32, TFloat64>(byte* left, byte* right, byte* output)
        where TOperation : struct, IZipOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<TStore, TFloat32>(TOperation.Float32<TFloat32, TFloat64>(TFloat32.Load(left), TFloat32.Load(right)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ZipPair<TOperation, TFirstStore, TSecondStore, TFloat32, TFloat64>(byte* left, byte* right, byte* first, byte* second)
        where TOperation : struct, IZipPairOperation
        where TFirstStore : struct, IVectorStore
        where TSecondStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64>
    {
        TOperation.Float32<TFloat32, TFloat64>(TFloat32.Load(left), TFloat32.Load(right), out TFloat32 one, out TFloat32 other);
        Store<TFirstStore, TFloat32>(one, first);
        Store<TSecondStore, TFloat32>(other, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ternary<TOperation, TStore, TFloat32, TFloat64>(byte* first, byte* second, byte* third, byte* output)
        where TOperation : struct, ITernaryOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<TStore, TFloat32>(TOperation.Float32<TFloat32, TFloat64>(TFloat32.Load(first), TFloat32.Load(second), TFloat32.Load(third)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Parametric<TOperation, TFloat32, TFloat64>(byte* left, byte* right, byte* output, in Parameters parameters)
        where TOperation : struct, IParametricOperation
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<CachedStore, TFloat32>(TOperation.Float32<TFloat32, TFloat64>(TFloat32.Load(left), TFloat32.Load(right), parameters), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 WidenBlock(byte* values) => Float64x16.Widen(Float32x16.Load(values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TOperation, TStore, TFloat32>(TFloat32 value, byte* destination)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, IVectorLane<TFloat32>
    {
        if (TOperation.GivesCanonicalNaN)
            TFloat32.Store<TStore>(value, destination);
        else
            Store<TStore, TFloat32>(value, destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TStore, TFloat32>(TFloat32 value, byte* destination)
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, IVectorLane<TFloat32> =>
        TFloat32.Store<TStore>(TFloat32.WhereEqual(value, value, value, TFloat32.OfBits(0x7FC00000)), destination);
}
