using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>
/// The CPU engine's loop that gives another the rounded sums of two inputs: some elements at a time, which stay in the nearest cache. So a
/// loop over one input, and what makes it fast, serves for sums too.
/// </summary>
internal unsafe readonly struct AfterAddLoop<TElement, TLoop> : IRowLoop
    where TElement : struct, IVectorElement
    where TLoop : struct, IRowLoop
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    public static void Run<TStore>(byte* left, byte* right, byte* third, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        byte* sums = stackalloc byte[Stretch.Length * sizeof(double)];
        for (; length > 0; length -= Stretch.Length)
        {
            long stretch = Math.Min(Stretch.Length, length), stretchInBytes = stretch * TElement.SizeInBytes;
            if (TStore.AsksAhead)
                ZipLoop<TElement, Sum>.Run<AskingAhead<CachedStore>>(left, right, null, sums, stretch);
            else
                ZipLoop<TElement, Sum>.Run<CachedStore>(left, right, null, sums, stretch);
            TLoop.Run<FromNearby<TStore>>(sums, sums, third, output, stretch);
            left += stretchInBytes;
            right += stretchInBytes;
            third += stretchInBytes;
            output += stretchInBytes;
        }
    }
}
