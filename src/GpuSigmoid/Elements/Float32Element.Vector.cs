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
        where TStore : struct, IVectorStore
    {
        Float32x16 result = TOperation.Float32<Float32x16, Float64x16>(Load(input));
        if (TOperation.GivesCanonicalNaN)
            TStore.Store(((Vector512<float>)result).AsByte(), output);
        else
            Store<TStore>(result, output);
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

    private static void Store<TStore>(Float32x16 value, byte* destination)
        where TStore : struct, IVectorStore
    {
        Vector512<float> result = Float32x16.WhereEqual(value, value, value, Float32x16.OfBits(0x7FC00000));
        TStore.Store(result.AsByte(), destination);
    }
}
