using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>The CPU engine's loop over two inputs.</summary>
internal unsafe readonly struct ZipLoop<TElement, TOperation> : IRowLoop
    where TElement : struct, IVectorElement
    where TOperation : struct, IZipOperation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TStore>(byte* left, byte* right, byte* unusedThird, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        int blockInBytes = IVectorElement.BlockLength * TElement.SizeInBytes;
        for (long blocks = length / IVectorElement.BlockLength; blocks > 0; blocks--)
        {
            TElement.Zip<TOperation, TStore>(left, right, output);
            left += blockInBytes;
            right += blockInBytes;
            output += blockInBytes;
        }
        long rest = length % IVectorElement.BlockLength;
        if (rest == 0)
            return;
        const int Largest = IVectorElement.BlockLength * sizeof(double);
        byte* blocksOfRest = stackalloc byte[2 * Largest];
        new Span<byte>(blocksOfRest, 2 * Largest).Clear();
        Unsafe.CopyBlockUnaligned(blocksOfRest, left, (uint)rest * (uint)TElement.SizeInBytes);
        Unsafe.CopyBlockUnaligned(blocksOfRest + Largest, right, (uint)rest * (uint)TElement.SizeInBytes);
        TElement.Zip<TOperation, CachedStore>(blocksOfRest, blocksOfRest + Largest, blocksOfRest);
        Unsafe.CopyBlockUnaligned(output, blocksOfRest, (uint)rest * (uint)TElement.SizeInBytes);
    }
}
