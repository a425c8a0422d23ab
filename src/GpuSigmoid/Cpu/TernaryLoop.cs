using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>The CPU engine's loop over three inputs.</summary>
internal unsafe readonly struct TernaryLoop<TElement, TOperation> : IRowLoop
    where TElement : struct, IVectorElement
    where TOperation : struct, ITernaryOperation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TStore>(byte* first, byte* second, byte* third, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        int blockInBytes = IVectorElement.BlockLength * TElement.SizeInBytes;
        long inBlocks = length / IVectorElement.BlockLength * blockInBytes;
        // The pointers do not move: see ZipLoop.
        for (long at = 0; at < inBlocks; at += blockInBytes)
            Block<TElement>.Ternary<TOperation, TStore>(first + at, second + at, third + at, output + at);
        long rest = length % IVectorElement.BlockLength;
        if (rest == 0)
            return;
        const int Largest = IVectorElement.BlockLength * sizeof(double);
        byte* rests = stackalloc byte[3 * Largest];
        new Span<byte>(rests, 3 * Largest).Clear();
        uint restInBytes = (uint)rest * (uint)TElement.SizeInBytes;
        Unsafe.CopyBlockUnaligned(rests, first + inBlocks, restInBytes);
        Unsafe.CopyBlockUnaligned(rests + Largest, second + inBlocks, restInBytes);
        Unsafe.CopyBlockUnaligned(rests + 2 * Largest, third + inBlocks, restInBytes);
        Block<TElement>.Ternary<TOperation, CachedStore>(rests, rests + Largest, rests + 2 * Largest, rests);
        Unsafe.CopyBlockUnaligned(output + inBlocks, rests, restInBytes);
    }
}
