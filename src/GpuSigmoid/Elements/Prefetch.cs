using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GpuSigmoid.Elements;

/// <summary>
/// Asks for memory before its turn, at any address; nothing happens where the processor cannot be asked. What it does by itself falls short
/// where a pass computes for long between its accesses: it does not look across the end of a page, nor far enough ahead.
/// </summary>
internal static unsafe class Prefetch
{
    private const int Page = 4096;

    /// <summary>
    /// Where a store past the caches begins a page, has the place of the next but one looked up. A store that waits for that itself holds up the
    /// computation behind it, for up to a third of a pass's time. The line that is read for it is one in 64, and goes no further than the first
    /// cache.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PageAhead(byte* destination, int lengthInBytes)
    {
        if (((nint)destination & (Page - lengthInBytes)) == 0 && Sse.IsSupported)
            Sse.PrefetchNonTemporal(destination + 2 * Page);
    }

    /// <summary>Has the lines read that lie a page behind these, which are two at most: else the start of every page is waited for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ahead<TStore>(byte* lines, int lengthInBytes)
        where TStore : struct, IVectorStore
    {
        if (!TStore.AsksAhead || !Sse.IsSupported)
            return;
        Sse.Prefetch0(lines + Page);
        if (lengthInBytes > CacheLine.SizeInBytes)
            Sse.Prefetch0(lines + Page + CacheLine.SizeInBytes);
    }
}
