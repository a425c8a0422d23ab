using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>The CPU engine's loop over two inputs and two outputs, the second of which stands in the third input's place.</summary>
internal unsafe readonly struct ZipPairLoop<TElement, TOperation> : IRowLoop
    where TElement : struct, IVectorElement
    where TOperation : struct, IZipPairOperation
{
    /// <inheritdoc/>
    public static void Run<TStore>(byte* left, byte* right, byte* second, byte* first, long length)
        where TStore : struct, IVectorStore
    {
        // The caller has seen to the first output's alignment only.
        if ((nint)second % CacheLine.SizeInBytes == 0)
            Run<TStore, TStore>(left, right, first, second, length);
        else
            Run<TStore, CachedStore>(left, right, first, second, length);
    }

    // The compiler's budget for inlining is this loop's alone: neither its caller's nor that of the elements which fill no block.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Run<TStore, TSecondStore>(byte* left, byte* right, byte* first, byte* second, long length)
        where TStore : struct, IVectorStore
        where TSecondStore : struct, IVectorStore
    {
        int blockInBytes = IVectorElement.BlockLength * TElement.SizeInBytes;
        for (long blocks = length / IVectorElement.BlockLength; blocks > 0; blocks--)
        {
            Block<TElement>.ZipPair<TOperation, TStore, TSecondStore>(left, right, first, second);
            left += blockInBytes;
            right += blockInBytes;
            first += blockInBytes;
            second += blockInBytes;
        }
        uint restInBytes = (uint)(length % IVectorElement.BlockLength) * (uint)TElement.SizeInBytes;
        if (restInBytes > 0)
            RunRest(left, right, first, second, restInBytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunRest(byte* left, byte* right, byte* first, byte* second, uint restInBytes)
    {
        const int Largest = IVectorElement.BlockLength * sizeof(double);
        byte* rests = stackalloc byte[2 * Largest];
        new Span<byte>(rests, 2 * Largest).Clear();
        Unsafe.CopyBlockUnaligned(rests, left, restInBytes);
        Unsafe.CopyBlockUnaligned(rests + Largest, right, restInBytes);
        Block<TElement>.ZipPair<TOperation, CachedStore, CachedStore>(rests, rests + Largest, rests, rests + Largest);
        Unsafe.CopyBlockUnaligned(first, rests, restInBytes);
        Unsafe.CopyBlockUnaligned(second, rests + Largest, restInBytes);
    }
}
