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
        long blocks = length / IVectorElement.BlockLength, inBlocks = blocks * blockInBytes, done = 0;
        if (TElement.ZipsPacked<TOperation>())
        {
            done = blocks / 2 * 2 * blockInBytes;
            RunPacked<TStore>(left, right, output, done);
        }
        // The pointers themselves do not move: one that did would be kept in memory for the calls below, and each store of it would wait
        // behind the results'.
        for (; done < inBlocks; done += blockInBytes)
            Block<TElement>.Zip<TOperation, TStore>(left + done, right + done, output + done);
        long rest = length % IVectorElement.BlockLength;
        if (rest == 0)
            return;
        const int Largest = IVectorElement.BlockLength * sizeof(double);
        byte* blocksOfRest = stackalloc byte[2 * Largest];
        new Span<byte>(blocksOfRest, 2 * Largest).Clear();
        Unsafe.CopyBlockUnaligned(blocksOfRest, left + inBlocks, (uint)rest * (uint)TElement.SizeInBytes);
        Unsafe.CopyBlockUnaligned(blocksOfRest + Largest, right + inBlocks, (uint)rest * (uint)TElement.SizeInBytes);
        Block<TElement>.Zip<TOperation, CachedStore>(blocksOfRest, blocksOfRest + Largest, blocksOfRest);
        Unsafe.CopyBlockUnaligned(output + inBlocks, blocksOfRest, (uint)rest * (uint)TElement.SizeInBytes);
    }

    // Out of line, so that the rest is compiled as well as it would be alone where nothing is packed.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunPacked<TStore>(byte* left, byte* right, byte* output, long lengthInBytes)
        where TStore : struct, IVectorStore
    {
        int twoBlocksInBytes = 2 * IVectorElement.BlockLength * TElement.SizeInBytes;
        for (long at = 0; at < lengthInBytes; at += twoBlocksInBytes)
        {
            if (!Block<TElement>.TryZipPacked<TOperation, TStore>(left + at, right + at, output + at))
                RunTwo<TStore>(left + at, right + at, output + at);
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
