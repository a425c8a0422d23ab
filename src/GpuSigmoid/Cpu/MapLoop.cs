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
        const int Group = 4;
        int blockInBytes = IVectorElement.BlockLength * TElement.SizeInBytes;
        long blocks = length / IVectorElement.BlockLength;
        for (; TElement.MapsFour<TOperation>() && blocks >= Group; blocks -= Group)
        {
            if (!TElement.TryMapFour<TOperation, TStore>(input, output, out int left))
                RunLeft<TStore>(input, output, left);
            input += Group * blockInBytes;
            output += Group * blockInBytes;
        }
        for (; blocks > 0; blocks--)
        {
            TElement.Map<TOperation, TStore>(input, output);
            input += blockInBytes;
            output += blockInBytes;
        }
        long rest = length % IVectorElement.BlockLength;
        if (rest == 0)
            return;
        byte* block = stackalloc byte[IVectorElement.BlockLength * sizeof(double)];
        new Span<byte>(block, blockInBytes).Clear();
        Unsafe.CopyBlockUnaligned(block, input, (uint)rest * (uint)TElement.SizeInBytes);
        TElement.Map<TOperation, CachedStore>(block, block);
        Unsafe.CopyBlockUnaligned(output, block, (uint)rest * (uint)TElement.SizeInBytes);
    }

    // Out of line: what the loop over four blocks has in registers is not saved for a call.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunLeft<TStore>(byte* input, byte* output, int left)
        where TStore : struct, IVectorStore
    {
        int blockInBytes = IVectorElement.BlockLength * TElement.SizeInBytes;
        for (; left != 0; left >>= 1)
        {
            if ((left & 1) != 0)
                TElement.Map<TOperation, TStore>(input, output);
            input += blockInBytes;
            output += blockInBytes;
        }
    }
}
