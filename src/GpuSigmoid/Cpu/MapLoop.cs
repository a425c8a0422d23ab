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
        for (long blocks = length / IVectorElement.BlockLength; blocks > 0; blocks--)
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
}
