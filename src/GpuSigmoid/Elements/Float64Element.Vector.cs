using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly unsafe partial struct Float64Element : IVectorElement
{
    public static int SizeInBytes => sizeof(double);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<TOperation, TStore, TFloat32, TFloat64>(byte* input, byte* output)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<TStore, TFloat64>(TOperation.Float64(TFloat64.Load(input)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Zip<TOperation, TStore, TFloat32, TFloat64>(byte* left, byte* right, byte* output)
        where TOperation : struct, IZipOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<TStore, TFloat64>(TOperation.Float64(TFloat64.Load(left), TFloat64.Load(right)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ZipPair<TOperation, TFirstStore, TSecondStore, TFloat32, TFloat64>(byte* left, byte* right, byte* first, byte* second)
        where TOperation : struct, IZipPairOperation
        where TFirstStore : struct, IVectorStore
        where TSecondStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64>
    {
        TOperation.Float64(TFloat64.Load(left), TFloat64.Load(right), out TFloat64 one, out TFloat64 other);
        Store<TFirstStore, TFloat64>(one, first);
        Store<TSecondStore, TFloat64>(other, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ternary<TOperation, TStore, TFloat32, TFloat64>(byte* first, byte* second, byte* third, byte* output)
        where TOperation : struct, ITernaryOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<TStore, TFloat64>(TOperation.Float64(TFloat64.Load(first), TFloat64.Load(second), TFloat64.Load(third)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Parametric<TOperation, TFloat32, TFloat64>(byte* left, byte* right, byte* output, in Parameters parameters)
        where TOperation : struct, IParametricOperation
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<CachedStore, TFloat64>(TOperation.Float64(TFloat64.Load(left), TFloat64.Load(right), parameters), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 WidenBlock(byte* values) => Float64x16.Load(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TStore, TFloat64>(TFloat64 value, byte* destination)
        where TStore : struct, IVectorStore
        where TFloat64 : unmanaged, ILane<TFloat64>, IVectorLane<TFloat64> =>
        TFloat64.Store<TStore>(WithOneNaN(value), destination);
}
