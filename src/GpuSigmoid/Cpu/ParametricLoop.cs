using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>The CPU engine's loop over two inputs with parameters.</summary>
internal static unsafe class ParametricLoop<TElement, TOperation>
    where TElement : struct, IVectorElement
    where TOperation : struct, IParametricOperation
{
    /// <summary>Adds the results, rounded, to what the output holds, as <see cref="ThenAddLoop{TElement, TLoop}"/> does.</summary>
    [SkipLocalsInit]
    public static void RunThenAdd(byte* left, byte* right, byte* output, long length, in Parameters parameters)
    {
        const int StretchLength = 16 * IVectorElement.BlockLength;
        byte* results = stackalloc byte[StretchLength * sizeof(double)];
        for (; length > 0; length -= StretchLength)
        {
            long stretch = Math.Min(StretchLength, length), stretchInBytes = stretch * TElement.SizeInBytes;
            Run(left, right, results, stretch, parameters);
            ZipLoop<TElement, Sum>.Run<CachedStore>(results, output, null, output, stretch);
            left += stretchInBytes;
            right += stretchInBytes;
            output += stretchInBytes;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(byte* left, byte* right, byte* output, long length, in Parameters parameters)
    {
        int blockInBytes = IVectorElement.BlockLength * TElement.SizeInBytes;
        long inBlocks = length / IVectorElement.BlockLength * blockInBytes;
        // The pointers do not move: see ZipLoop.
        for (long at = 0; at < inBlocks; at += blockInBytes)
            Block<TElement>.Parametric<TOperation>(left + at, right + at, output + at, parameters);
        uint restInBytes = (uint)(length % IVectorElement.BlockLength) * (uint)TElement.SizeInBytes;
        if (restInBytes == 0)
            return;
        const int Largest = IVectorElement.BlockLength * sizeof(double);
        byte* rests = stackalloc byte[2 * Largest];
        new Span<byte>(rests, 2 * Largest).Clear();
        Unsafe.CopyBlockUnaligned(rests, left + inBlocks, restInBytes);
        Unsafe.CopyBlockUnaligned(rests + Largest, right + inBlocks, restInBytes);
        Block<TElement>.Parametric<TOperation>(rests, rests + Largest, rests, parameters);
        Unsafe.CopyBlockUnaligned(output + inBlocks, rests, restInBytes);
    }
}
