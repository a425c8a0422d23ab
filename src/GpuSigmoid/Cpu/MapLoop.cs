using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>The CPU engine's loop over one input.</summary>
internal unsafe readonly struct MapLoop<TElement, TOperation> : IRowLoop
    where TElement : struct, IVectorElement
    where TOperation : struct, IMapOperation
{
    /// <inheritdoc/>
    // Compiled with all optimisations at once: the first pass over a matrix is as fast as the later ones.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TStore>(byte* input, byte* unusedSecond, byte* unusedThird, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        int blockInBytes = IVectorElement.BlockLength * TElement.SizeInBytes;
        long blocks = length / IVectorElement.BlockLength, inBlocks = blocks * blockInBytes, done = 0;
        if (PipelinedLoop<TElement, TOperation>.Pays(blocks))
        {
            PipelinedLoop<TElement, TOperation>.Run<TStore>(input, output, blocks);
            done = inBlocks;
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
}
