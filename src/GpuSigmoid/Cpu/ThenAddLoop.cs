using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>
/// The CPU engine's loop that adds another's results, rounded, to what the output holds: some elements at a time, which stay in the nearest
/// cache.
/// </summary>
internal unsafe readonly struct ThenAddLoop<TElement, TLoop> : IRowLoop
    where TElement : struct, IVectorElement
    where TLoop : struct, IRowLoop
{
    /// <inheritdoc/>
    public static void Run<TStore>(byte* first, byte* second, byte* third, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        // What is added to has been read: it is stored through the caches.
        if (TStore.AsksAhead)
            RunCached<AskingAhead<CachedStore>>(first, second, third, output, length);
        else
            RunCached<CachedStore>(first, second, third, output, length);
    }

    [SkipLocalsInit]
    private static void RunCached<TStore>(byte* first, byte* second, byte* third, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        byte* results = stackalloc byte[Stretch.Length * sizeof(double)];
        for (; length > 0; length -= Stretch.Length)
        {
            long stretch = Math.Min(Stretch.Length, length), stretchInBytes = stretch * TElement.SizeInBytes;
            TLoop.Run<TStore>(first, second, third, results, stretch);
            ZipLoop<TElement, Sum>.Run<TStore>(results, output, null, output, stretch);
            first += stretchInBytes;
            second += stretchInBytes;
            third += stretchInBytes;
            output += stretchInBytes;
        }
    }
}
