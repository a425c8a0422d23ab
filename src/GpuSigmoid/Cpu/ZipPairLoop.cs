using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>The CPU engine's loop over two inputs and two outputs, the second of which stands in the third input's place.</summary>
internal unsafe readonly struct ZipPairLoop<TElement, TFirst, TSecond> : IRowLoop
    where TElement : struct, IVectorElement
    where TFirst : struct, IZipOperation
    where TSecond : struct, IZipOperation
{
    private const int Largest = IVectorElement.BlockLength * sizeof(double);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TStore>(byte* left, byte* right, byte* second, byte* first, long length)
        where TStore : struct, IVectorStore
    {
        byte* blocks = stackalloc byte[3 * Largest];
        uint blockInBytes = IVectorElement.BlockLength * (uint)TElement.SizeInBytes;
        for (long count = length / IVectorElement.BlockLength; count > 0; count--)
        {
            // Either output may lie over either input: none is written before both results are known.
            TElement.Zip<TSecond, CachedStore>(left, right, blocks);
            TElement.Zip<TFirst, TStore>(left, right, first);
            Unsafe.CopyBlockUnaligned(second, blocks, blockInBytes);
            left += blockInBytes;
            right += blockInBytes;
            second += blockInBytes;
            first += blockInBytes;
        }
        uint restInBytes = (uint)(length % IVectorElement.BlockLength) * (uint)TElement.SizeInBytes;
        if (restInBytes == 0)
            return;
        new Span<byte>(blocks, 3 * Largest).Clear();
        Unsafe.CopyBlockUnaligned(blocks, left, restInBytes);
        Unsafe.CopyBlockUnaligned(blocks + Largest, right, restInBytes);
        TElement.Zip<TSecond, CachedStore>(blocks, blocks + Largest, blocks + 2 * Largest);
        TElement.Zip<TFirst, CachedStore>(blocks, blocks + Largest, blocks);
        Unsafe.CopyBlockUnaligned(second, blocks + 2 * Largest, restInBytes);
        Unsafe.CopyBlockUnaligned(first, blocks, restInBytes);
    }
}
