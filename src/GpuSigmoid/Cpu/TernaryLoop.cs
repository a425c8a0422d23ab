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
        for (long blocks = length / IVectorElement.BlockLength; blocks > 0; blocks--)
        {
            Block<TElement>.Ternary<TOperation, TStore>(first, second, third, output);
            first += blockInBytes;
            second += blockInBytes;
            third += blockInBytes;
            output += blockInBytes;
        }
        long rest = length % IVectorElement.BlockLength;
        if (rest == 0)
            return;
        const int Largest = IVectorElement.BlockLength * sizeof(double);
        byte* rests = stackalloc byte[3 * Largest];
        new Span<byte>(rests, 3 * Largest).Clear();
        uint restInBytes = (uint)rest * (uint)TElement.SizeInBytes;
        Unsafe.CopyBlockUnaligned(rests, first, restInBytes);
        Unsafe.CopyBlockUnaligned(rests + Largest, second, restInBytes);
        Unsafe.CopyBlockUnaligned(rests + 2 * Largest, third, restInBytes);
        Block<TElement>.Ternary<TOperation, CachedStore>(rests, rests + Largest, rests + 2 * Largest, rests);
        Unsafe.CopyBlockUnaligned(output, rests, restInBytes);
    }
}
