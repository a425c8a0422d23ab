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
        for (; TElement.ZipsPacked<TOperation>() && blocks >= 2; blocks -= 2)
        {
            if (!TElement.TryZipPacked<TOperation, TStore>(left, right, output))
                RunTwo<TStore>(left, right, output);
            left += 2 * blockInBytes;
            right += 2 * blockInBytes;
            output += 2 * blockInBytes;
        }
        for (; blocks > 0; blocks--)
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

    // Out of line: it is rare, and the loop around stays short.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunTwo<TStore>(byte* left, byte* right, byte* output)
        where TStore : struct, IVectorStore
    {
        int blockInBytes = IVectorElement.BlockLength * TElement.SizeInBytes;
        TElement.Zip<TOperation, TStore>(left, right, output);
        TElement.Zip<TOperation, TStore>(left + blockInBytes, right + blockInBytes, output + blockInBytes);
    }
}
