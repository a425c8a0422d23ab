using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GpuSigmoid.Elements;

/// <summary>How the CPU engine's results reach memory.</summary>
internal unsafe interface IVectorStore
{
    /// <summary>Says that these bytes are going to be stored to.</summary>
    static virtual void Announce(byte* destination, long lengthInBytes)
    {
    }

    static abstract void Store(Vector512<byte> value, byte* destination);

    static abstract void Store(Vector256<byte> value, byte* destination);

    static abstract void Store(Vector128<byte> value, byte* destination);
}

/// <summary>Through the caches, to any address.</summary>
internal readonly unsafe struct CachedStore : IVectorStore
{
    public static void Store(Vector512<byte> value, byte* destination) => value.Store(destination);

    public static void Store(Vector256<byte> value, byte* destination) => value.Store(destination);

    public static void Store(Vector128<byte> value, byte* destination) => value.Store(destination);
}

/// <summary>
/// Past the caches, to an address that is a multiple of the vector's size: the line is not read before it is written, which saves a third
/// of the traffic of a copy where the output does not fit the caches, and costs a trip to memory where it does.
/// </summary>
internal readonly unsafe struct NonTemporalStore : IVectorStore
{
    private const int Page = 4096;

    /// <summary>
    /// Has the processor look up now where these pages are. A store past the caches that waits for that itself holds up the computation behind
    /// it, for up to a third of a pass's time; the line that is read for it is one in 64.
    /// </summary>
    public static void Announce(byte* destination, long lengthInBytes)
    {
        if (!Sse.IsSupported)
            return;
        for (long at = 0; at < lengthInBytes; at += Page)
            Sse.Prefetch0(destination + at);
    }

    public static void Store(Vector512<byte> value, byte* destination) => value.StoreAlignedNonTemporal(destination);

    public static void Store(Vector256<byte> value, byte* destination) => value.StoreAlignedNonTemporal(destination);

    public static void Store(Vector128<byte> value, byte* destination) => value.StoreAlignedNonTemporal(destination);
}
