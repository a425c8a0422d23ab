using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>The CPU engine's loop over one input.</summary>
internal unsafe readonly struct MapLoop<TElement, TOperation> : IRowLoop
    where TElement : struct, IVectorElement
    where TOperation : struct, IMapOperation
{
    /// <summary>Blocks that some operations take at once.</summary>
    private static int Group => Block<TElement>.InFourVectors;

    /// <inheritdoc/>
    // Compiled with all optimisations at once: the first pass over a matrix is as fast as the later ones.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TStore>(byte* input, byte* unusedSecond, byte* unusedThird, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        int blockInBytes = IVectorElement.BlockLength * TElement.SizeInBytes;
        long blocks = length / IVectorElement.BlockLength, inBlocks = blocks * blockInBytes, done = 0;
        if (Block<TElement>.MapsFour<TOperation>())
        {
            long inGroups = blocks / Group * Group;
            RunGroups<TStore>(input, output, inGroups);
            done = inGroups * blockInBytes;
        }
        // The pointers do not move: see ZipLoop.
        for (; done < inBlocks; done += blockInBytes)
            Block<TElement>.Map<TOperation, TStore>(input + done, output + done);
        long rest = length % IVectorElement.BlockLength;
        if (rest == 0)
            return;
        byte* block = stackalloc byte[IVectorElement.BlockLength * sizeof(double)];
        new Span<byte>(block, blockInBytes).Clear();
        Unsafe.CopyBlockUnaligned(block, input + inBlocks, (uint)rest * (uint)TElement.SizeInBytes);
        Block<TElement>.Map<TOperation, CachedStore>(block, block);
        Unsafe.CopyBlockUnaligned(output + inBlocks, block, (uint)rest * (uint)TElement.SizeInBytes);
    }

    // Out of line, so that the rest is compiled as well as it would be alone where there are no groups.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunGroups<TStore>(byte* input, byte* output, long blocks)
        where TStore : struct, IVectorStore
    {
        int groupInBytes = Group * IVectorElement.BlockLength * TElement.SizeInBytes;
        LeftElements.MakeEmpty(out LeftElements left);
        for (; blocks > 0; blocks -= Group)
        {
            if (!Block<TElement>.TryMapFour<TOperation, TStore>(input, output, ref left))
                RunGroup<TStore>(input, output);
            if (left.AreEnough)
                left.Run<TOperation>();
            input += groupInBytes;
            output += groupInBytes;
        }
        left.Run<TOperation>();
    }

    // Out of line: what the loop over groups has in registers is not saved for a call.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunGroup<TStore>(byte* input, byte* output)
        where TStore : struct, IVectorStore
    {
        int blockInBytes = IVectorElement.BlockLength * TElement.SizeInBytes;
        for (int i = 0; i < Group; i++)
            Block<TElement>.Map<TOperation, TStore>(input + i * blockInBytes, output + i * blockInBytes);
    }
}
