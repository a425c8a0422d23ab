using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly unsafe partial struct Float64Element : IVectorElement
{
    private static Float64x16 CanonicalNaN
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Vector512<double> bits = Vector512.Create(0x7FF8000000000000UL).AsDouble();
            return new Float64x16(bits, bits);
        }
    }

    public static int SizeInBytes => sizeof(double);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<TOperation, TStore>(byte* input, byte* output)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore =>
        Store<TStore>(TOperation.Float64(Load(input)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Zip<TOperation, TStore>(byte* left, byte* right, byte* output)
        where TOperation : struct, IZipOperation
        where TStore : struct, IVectorStore =>
        Store<TStore>(TOperation.Float64(Load(left), Load(right)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ZipPair<TOperation, TFirstStore, TSecondStore>(byte* left, byte* right, byte* first, byte* second)
        where TOperation : struct, IZipPairOperation
        where TFirstStore : struct, IVectorStore
        where TSecondStore : struct, IVectorStore
    {
        TOperation.Float64(Load(left), Load(right), out Float64x16 one, out Float64x16 other);
        Store<TFirstStore>(one, first);
        Store<TSecondStore>(other, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ternary<TOperation, TStore>(byte* first, byte* second, byte* third, byte* output)
        where TOperation : struct, ITernaryOperation
        where TStore : struct, IVectorStore =>
        Store<TStore>(TOperation.Float64(Load(first), Load(second), Load(third)), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Parametric<TOperation>(byte* left, byte* right, byte* output, in Parameters parameters)
        where TOperation : struct, IParametricOperation =>
        Store<CachedStore>(TOperation.Float64(Load(left), Load(right), parameters), output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x16 WidenBlock(byte* values) => Load(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Float64x16 Load(byte* source) =>
        new(Vector512.Load((double*)source), Vector512.Load((double*)source + Vector512<double>.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TStore>(Float64x16 value, byte* destination)
        where TStore : struct, IVectorStore
    {
        Float64x16 result = Float64x16.WhereEqual(value, value, value, CanonicalNaN);
        TStore.Store(result.Lower.AsByte(), destination);
        TStore.Store(result.Upper.AsByte(), destination + Vector512<byte>.Count);
    }
}
