using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly unsafe partial struct Float32Element : IVectorElement
{
    public static int SizeInBytes => sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<TOperation, TStore>(byte* input, byte* output)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore =>
        Store<TOperation, TStore>(TOperation.Float32<Float32x16, Float64x16>(Load(input)), output);

    public static bool MapsFour<TOperation>()
        where TOperation : struct, IMapOperation =>
        TOperation.TakesFour;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryMapFour<TOperation, TStore>(byte* input, byte* output, out int left)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore
    {
        const int Bytes = IVectorElement.BlockLength * sizeof(float);
        Float32x16 a = Load(input), b = Load(input + Bytes), c = Load(input + 2 * Bytes), d = Load(input + 3 * Bytes);
        if (TOperation.TryFour(ref a, ref b, ref c, ref d, out left))
        {
            Store<TOperation, TStore>(a, output);
            Store<TOperation, TStore>(b, output + Bytes);
            Store<TOperation, TStore>(c, output + 2 * Bytes);
            Store<TOperation, TStore>(d, output + 3 * Bytes);
            return true;
        }
        // The input of those that are left must stay: it may be where the output goes.
        if ((left & 1) == 0)
            Store<TOperation, TStore>(a, output);
        if ((left & 2) == 0)
            Store<TOperation, TStore>(b, output + Bytes);
        if ((left & 4) == 0)
            Store<TOperation, TStore>(c, output + 2 * Bytes);
        if ((left & 8) == 0)
            Store<TOperation, TStore>(d, output + 3 * Bytes);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Zip<TOperation, TStore>(byte* left, byte* right, byte* output)
        where TOperation : struct, IZipOperation
        where TStore : struct, IVectorStore =>
        Store<TStore>(TOperation.Float32<Float32x16, Float64x16>(Load(left), Load(right)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ZipPair<TOperation, TFirstStore, TSecondStore>(byte* left, byte* right, byte* first, byte* second)
        where TOperation : struct, IZipPairOperation
        where TFirstStore : struct, IVectorStore
        where TSecondStore : struct, IVectorStore
    {
        TOperation.Float32<Float32x16, Float64x16>(Load(left), Load(right), out Float32x16 one, out Float32x16 other);
        Store<TFirstStore>(one, first);
        Store<TSecondStore>(other, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ternary<TOperation, TStore>(byte* first, byte* second, byte* third, byte* output)
        where TOperation : struct, ITernaryOperation
        where TStore : struct, IVectorStore =>
        Store<TStore>(TOperation.Float32<Float32x16, Float64x16>(Load(first), Load(second), Load(third)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Parametric<TOperation>(byte* left, byte* right, byte* output, in Parameters parameters)
        where TOperation : struct, IParametricOperation =>
        Store<CachedStore>(TOperation.Float32<Float32x16, Float64x16>(Load(left), Load(right), parameters), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 WidenBlock(byte* values) => Float64x16.Widen(Load(values));

    private static Float32x16 Load(byte* source) => Vector512.Load((float*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TOperation, TStore>(Float32x16 value, byte* destination)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore
    {
        if (TOperation.GivesCanonicalNaN)
            TStore.Store(((Vector512<float>)value).AsByte(), destination);
        else
            Store<TStore>(value, destination);
    }

    private static void Store<TStore>(Float32x16 value, byte* destination)
        where TStore : struct, IVectorStore
    {
        Vector512<float> result = Float32x16.WhereEqual(value, value, value, Float32x16.OfBits(0x7FC00000));
        TStore.Store(result.AsByte(), destination);
    }
}
