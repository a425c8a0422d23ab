using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

/// <summary>
/// Blocks of <see cref="IVectorElement.BlockLength"/> elements through an operation, in vectors as wide as the processor has: one of 512 bits
/// to a block, or two of 256, one after the other.
/// </summary>
internal static unsafe class Block<TElement>
    where TElement : struct, IVectorElement
{
    private static int HalfInBytes => IVectorElement.BlockLength / 2 * TElement.SizeInBytes;

    private static int InBytes => IVectorElement.BlockLength * TElement.SizeInBytes;

    /// <summary>Runs one block through the operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<TOperation, TStore>(byte* input, byte* output)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore
    {
        Prefetch.Ahead<TStore>(input, InBytes);
        if (Vector512.IsHardwareAccelerated)
        {
            TElement.Map<TOperation, TStore, Float32x16, Float64x16>(input, output);
            return;
        }
        for (int at = 0; at <= HalfInBytes; at += HalfInBytes)
            TElement.Map<TOperation, TStore, Float32x8, Float64x8>(input + at, output + at);
    }

    /// <summary><see cref="IVectorElement.TryStartPacked"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryStartPacked<TOperation, TStore>(byte* input, out StartedVector started)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore
    {
        Prefetch.Ahead<TStore>(input, 2 * InBytes);
        return TElement.TryStartPacked<TOperation>(input, out started);
    }

    /// <summary>Runs two blocks through the operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Zip<TOperation, TStore>(byte* left, byte* right, byte* output)
        where TOperation : struct, IZipOperation
        where TStore : struct, IVectorStore
    {
        Prefetch.Ahead<TStore>(left, InBytes);
        Prefetch.Ahead<TStore>(right, InBytes);
        if (Vector512.IsHardwareAccelerated)
        {
            TElement.Zip<TOperation, TStore, Float32x16, Float64x16>(left, right, output);
            return;
        }
        for (int at = 0; at <= HalfInBytes; at += HalfInBytes)
            TElement.Zip<TOperation, TStore, Float32x8, Float64x8>(left + at, right + at, output + at);
    }

    /// <summary><see cref="IVectorElement.TryZipPacked"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryZipPacked<TOperation, TStore>(byte* left, byte* right, byte* output)
        where TOperation : struct, IZipOperation
        where TStore : struct, IVectorStore
    {
        Prefetch.Ahead<TStore>(left, 2 * InBytes);
        Prefetch.Ahead<TStore>(right, 2 * InBytes);
        return TElement.TryZipPacked<TOperation, TStore>(left, right, output);
    }

    /// <summary>Runs two blocks through the operation; either output may lie over either input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ZipPair<TOperation, TFirstStore, TSecondStore>(byte* left, byte* right, byte* first, byte* second)
        where TOperation : struct, IZipPairOperation
        where TFirstStore : struct, IVectorStore
        where TSecondStore : struct, IVectorStore
    {
        Prefetch.Ahead<TFirstStore>(left, InBytes);
        Prefetch.Ahead<TFirstStore>(right, InBytes);
        if (Vector512.IsHardwareAccelerated)
        {
            TElement.ZipPair<TOperation, TFirstStore, TSecondStore, Float32x16, Float64x16>(left, right, first, second);
            return;
        }
        for (int at = 0; at <= HalfInBytes; at += HalfInBytes)
            TElement.ZipPair<TOperation, TFirstStore, TSecondStore, Float32x8, Float64x8>(left + at, right + at, first + at, second + at);
    }

    /// <summary>Runs three blocks through the operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ternary<TOperation, TStore>(byte* first, byte* second, byte* third, byte* output)
        where TOperation : struct, ITernaryOperation
        where TStore : struct, IVectorStore
    {
        Prefetch.Ahead<TStore>(first, InBytes);
        Prefetch.Ahead<TStore>(second, InBytes);
        Prefetch.Ahead<TStore>(third, InBytes);
        if (Vector512.IsHardwareAccelerated)
        {
            TElement.Ternary<TOperation, TStore, Float32x16, Float64x16>(first, second, third, output);
            return;
        }
        for (int at = 0; at <= HalfInBytes; at += HalfInBytes)
            TElement.Ternary<TOperation, TStore, Float32x8, Float64x8>(first + at, second + at, third + at, output + at);
    }

    /// <summary>Runs two blocks through the operation with parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Parametric<TOperation>(byte* left, byte* right, byte* output, in Parameters parameters)
        where TOperation : struct, IParametricOperation
    {
        if (Vector512.IsHardwareAccelerated)
        {
            TElement.Parametric<TOperation, Float32x16, Float64x16>(left, right, output, parameters);
            return;
        }
        for (int at = 0; at <= HalfInBytes; at += HalfInBytes)
            TElement.Parametric<TOperation, Float32x8, Float64x8>(left + at, right + at, output + at, parameters);
    }
}
