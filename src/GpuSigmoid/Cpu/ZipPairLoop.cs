using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>
/// The CPU engine's loop over two inputs and two outputs, the second of which stands in the third input's place: some elements at a time,
/// which stay in the nearest cache, through the one operation and then the other.
/// </summary>
internal unsafe readonly struct ZipPairLoop<TElement, TFirst, TSecond> : IRowLoop
    where TElement : struct, IVectorElement
    where TFirst : struct, IZipOperation
    where TSecond : struct, IZipOperation
{
    private const int StretchLength = 16 * IVectorElement.BlockLength;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TStore>(byte* left, byte* right, byte* second, byte* first, long length)
        where TStore : struct, IVectorStore
    {
        byte* apart = stackalloc byte[StretchLength * sizeof(double)];
        for (; length > 0; length -= StretchLength)
        {
            long stretch = Math.Min(StretchLength, length);
            long stretchInBytes = stretch * TElement.SizeInBytes;
            // Either output may lie over either input: none is written before both results are known.
            ZipLoop<TElement, TSecond>.Run<CachedStore>(left, right, null, apart, stretch);
            ZipLoop<TElement, TFirst>.Run<TStore>(left, right, null, first, stretch);
            Unsafe.CopyBlockUnaligned(second, apart, (uint)stretchInBytes);
            left += stretchInBytes;
            right += stretchInBytes;
            second += stretchInBytes;
            first += stretchInBytes;
        }
    }
}
