using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly unsafe partial struct Float64Element : IVectorElement
{
    private const int BlockInBytes = IVectorElement.BlockLength * sizeof(double);

    public static int SizeInBytes => sizeof(double);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<TOperation, TStore>(byte* input, byte* output)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Map<TOperation, TStore, Float32x16, Float64x16>(input, output);
            return;
        }
        for (int at = 0; at < BlockInBytes; at += BlockInBytes / 2)
            Map<TOperation, TStore, Float32x8, Float64x8>(input + at, output + at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Map<TOperation, TStore, TFloat32, TFloat64>(byte* input, byte* output)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, IVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<TStore, TFloat64>(TOperation.Float64(TFloat64.Load(input)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Zip<TOperation, TStore>(byte* left, byte* right, byte* output)
        where TOperation : struct, IZipOperation
        where TStore : struct, IVectorStore
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Zip<TOperation, TStore, Float32x16, Float64x16>(left, right, output);
            return;
        }
        for (int at = 0; at < BlockInBytes; at += BlockInBytes / 2)
            Zip<TOperation, TStore, Float32x8, Float64x8>(left + at, right + at, output + at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Zip<TOperation, TStore, TFloat32, TFloat64>(byte* left, byte* right, byte* output)
        where TOperation : struct, IZipOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, IVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<TStore, TFloat64>(TOperation.Float64(TFloat64.Load(left), TFloat64.Load(right)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ZipPair<TOperation, TFirstStore, TSecondStore>(byte* left, byte* right, byte* first, byte* second)
        where TOperation : struct, IZipPairOperation
        where TFirstStore : struct, IVectorStore
        where TSecondStore : struct, IVectorStore
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ZipPair<TOperation, TFirstStore, TSecondStore, Float32x16, Float64x16>(left, right, first, second);
            return;
        }
        for (int at = 0; at < BlockInBytes; at += BlockInBytes / 2)
            ZipPair<TOperation, TFirstStore, TSecondStore, Float32x8, Float64x8>(left + at, right + at, first + at, second + at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ZipPair<TOperation, TFirstStore, TSecondStore, TFloat32, TFloat64>(byte* left, byte* right, byte* first, byte* second)
        where TOperation : struct, IZipPairOperation
        where TFirstStore : struct, IVectorStore
        where TSecondStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, IVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64>
    {
        TOperation.Float64(TFloat64.Load(left), TFloat64.Load(right), out TFloat64 one, out TFloat64 other);
        Store<TFirstStore, TFloat64>(one, first);
        Store<TSecondStore, TFloat64>(other, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ternary<TOperation, TStore>(byte* first, byte* second, byte* third, byte* output)
        where TOperation : struct, ITernaryOperation
        where TStore : struct, IVectorStore
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Ternary<TOperation, TStore, Float32x16, Float64x16>(first, second, third, output);
            return;
        }
        for (int at = 0; at < BlockInBytes; at += BlockInBytes / 2)
            Ternary<TOperation, TStore, Float32x8, Float64x8>(first + at, second + at, third + at, output + at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ternary<TOperation, TStore, TFloat32, TFloat64>(byte* first, byte* second, byte* third, byte* output)
        where TOperation : struct, ITernaryOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, IVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<TStore, TFloat64>(TOperation.Float64(TFloat64.Load(first), TFloat64.Load(second), TFloat64.Load(third)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Parametric<TOperation>(byte* left, byte* right, byte* output, in Parameters parameters)
        where TOperation : struct, IParametricOperation
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Parametric<TOperation, Float32x16, Float64x16>(left, right, output, parameters);
            return;
        }
        for (int at = 0; at < BlockInBytes; at += BlockInBytes / 2)
            Parametric<TOperation, Float32x8, Float64x8>(left + at, right + at, output + at, parameters);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Parametric<TOperation, TFloat32, TFloat64>(byte* left, byte* right, byte* output, in Parameters parameters)
        where TOperation : struct, IParametricOperation
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, IVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64> =>
        Store<CachedStore, TFloat64>(TOperation.Float64(TFloat64.Load(left), TFloat64.Load(right), parameters), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 WidenBlock(byte* values) => Float64x16.Load(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TStore, TFloat64>(TFloat64 value, byte* destination)
        where TStore : struct, IVectorStore
        where TFloat64 : unmanaged, ILane<TFloat64>, IVectorLane<TFloat64>
    {
        TFloat64 canonicalNaN = TFloat64.Of(BitConverter.UInt64BitsToDouble(0x7FF8000000000000));
        TFloat64.Store<TStore>(TFloat64.WhereEqual(value, value, value, canonicalNaN), destination);
    }
}
