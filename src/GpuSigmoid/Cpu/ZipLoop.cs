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
        long blocks = length / IVectorElement.BlockLength;
        if (TElement.ZipsPacked<TOperation>())
        {
            long done = blocks / 2 * 2;
            RunPacked<TStore>(left, right, output, done);
            blocks -= done;
            left += done * blockInBytes;
            right += done * blockInBytes;
            output += done * blockInBytes;
        }
        for (; blocks > 0; blocks--)
        {
            Block<TElement>.Zip<TOperation, TStore>(left, right, output);
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
        Block<TElement>.Zip<TOperation, CachedStore>(blocksOfRest, blocksOfRest + Largest, blocksOfRest);
        Unsafe.CopyBlockUnaligned(output, blocksOfRest, (uint)rest * (uint)TElement.SizeInBytes);
    }

    // Out of line, so that the rest is compiled as well as it would be alone where nothing is packed.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunPacked<TStore>(byte* left, byte* right, byte* output, long blocks)
        where TStore : struct, IVectorStore
    {
        int twoBlocksInBytes = 2 * IVectorElement.BlockLength * TElement.SizeInBytes;
        for (; blocks > 0; blocks -= 2)
        {
            if (!Block<TElement>.TryZipPacked<TOperation, TStore>(left, right, output))
                RunTwo<TStore>(left, right, output);
            left += twoBlocksInBytes;
            right += twoBlocksInBytes;
            output += twoBlocksInBytes;
        }
    }

    // Out of line: it is rare, and the loop around stays short.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunTwo<TStore>(byte* left, byte* right, byte* output)
        where TStore : struct, IVectorStore
    {
        int blockInBytes = IVectorElement.BlockLength * TElement.SizeInBytes;
        Block<TElement>.Zip<TOperation, TStore>(left, right, output);
        Block<TElement>.Zip<TOperation, TStore>(left + blockInBytes, right + blockInBytes, output + blockInBytes);
    }
}
