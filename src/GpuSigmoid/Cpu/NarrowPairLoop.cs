using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>
/// The CPU engine's loop over one input of a 2-byte type and two outputs, the second of which stands in the third input's place: some
/// elements at a time, which stay in the nearest cache, through the one operation and then the other.
/// </summary>
internal unsafe readonly struct NarrowPairLoop<TElement, TFirst, TSecond> : IRowLoop
    where TElement : struct, IVectorElement
    where TFirst : struct, IMapOperation
    where TSecond : struct, IMapOperation
{
    private const int StretchLength = 1024;

    /// <inheritdoc/>
    public static void Run<TStore>(byte* input, byte* unusedSecond, byte* second, byte* first, long length)
        where TStore : struct, IVectorStore
    {
        byte* apart = stackalloc byte[StretchLength * sizeof(ushort)];
        for (; length > 0; length -= StretchLength)
        {
            long stretch = Math.Min(StretchLength, length);
            long stretchInBytes = stretch * sizeof(ushort);
            // Either output may lie over the input: neither is written before both results are known.
            NarrowMapLoop<TElement, TSecond>.Run<CachedStore>(input, null, null, apart, stretch);
            NarrowMapLoop<TElement, TFirst>.Run<TStore>(input, null, null, first, stretch);
            Unsafe.CopyBlockUnaligned(second, apart, (uint)stretchInBytes);
            input += stretchInBytes;
            second += stretchInBytes;
            first += stretchInBytes;
        }
    }
}
