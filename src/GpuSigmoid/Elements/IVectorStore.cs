using System.Runtime.Intrinsics;

namespace GpuSigmoid.Elements;

/// <summary>How the CPU engine's results reach memory, and where its inputs come from.</summary>
internal unsafe interface IVectorStore
{
    /// <summary>How far the matrices are.</summary>
    static abstract CpuAccess Access { get; }

    static abstract void Store(Vector512<byte> value, byte* destination);

    static abstract void Store(Vector256<byte> value, byte* destination);

    static abstract void Store(Vector128<byte> value, byte* destination);
}

/// <summary>Through the caches, to any address.</summary>
internal readonly unsafe struct CachedStore : IVectorStore
{
    public static CpuAccess Access => CpuAccess.Near;

    public static void Store(Vector512<byte> value, byte* destination) => value.Store(destination);

    public static void Store(Vector256<byte> value, byte* destination) => value.Store(destination);

    public static void Store(Vector128<byte> value, byte* destination) => value.Store(destination);
}

/// <summary>The same with inputs from afar.</summary>
internal readonly unsafe struct FarCachedStore : IVectorStore
{
    public static CpuAccess Access => CpuAccess.Far;

    public static void Store(Vector512<byte> value, byte* destination) => CachedStore.Store(value, destination);

    public static void Store(Vector256<byte> value, byte* destination) => CachedStore.Store(value, destination);

    public static void Store(Vector128<byte> value, byte* destination) => CachedStore.Store(value, destination);
}

/// <summary>
/// Past the caches, to an address that is a multiple of the vector's size: the line is not read before it is written, which saves a third
/// of the traffic of a copy where the output does not fit the caches, and costs a trip to memory where it does.
/// </summary>
internal readonly unsafe struct NonTemporalStore : IVectorStore
{
    public static CpuAccess Access => CpuAccess.PastCaches;

    // The framework stores vectors that the processor does not have through the caches.
    public static void Store(Vector512<byte> value, byte* destination)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            value.StoreAlignedNonTemporal(destination);
            return;
        }
        Store(value.GetLower(), destination);
        Store(value.GetUpper(), destination + Vector256<byte>.Count);
    }

    public static void Store(Vector256<byte> value, byte* destination) => value.StoreAlignedNonTemporal(destination);

    public static void Store(Vector128<byte> value, byte* destination) => value.StoreAlignedNonTemporal(destination);
}
