using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GpuSigmoid.Elements;

/// <summary>How the CPU engine's results reach memory, and where its inputs come from.</summary>
internal unsafe interface IVectorStore
{
    /// <summary>Whether inputs, being in no near cache, are asked for ahead.</summary>
    static virtual bool AsksAhead => false;

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
    // The framework stores vectors that the processor does not have through the caches.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<byte> value, byte* destination)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Prefetch.PageAhead(destination, Vector512<byte>.Count);
            value.StoreAlignedNonTemporal(destination);
            return;
        }
        Store(value.GetLower(), destination);
        Store(value.GetUpper(), destination + Vector256<byte>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<byte> value, byte* destination)
    {
        Prefetch.PageAhead(destination, Vector256<byte>.Count);
        value.StoreAlignedNonTemporal(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<byte> value, byte* destination)
    {
        Prefetch.PageAhead(destination, Vector128<byte>.Count);
        value.StoreAlignedNonTemporal(destination);
    }
}

/// <summary>As another stores, with inputs from afar.</summary>
internal readonly unsafe struct AskingAhead<TStore> : IVectorStore
    where TStore : struct, IVectorStore
{
    public static bool AsksAhead => true;

    public static void Store(Vector512<byte> value, byte* destination) => TStore.Store(value, destination);

    public static void Store(Vector256<byte> value, byte* destination) => TStore.Store(value, destination);

    public static void Store(Vector128<byte> value, byte* destination) => TStore.Store(value, destination);
}

/// <summary>As another stores, with inputs from the nearest cache.</summary>
internal readonly unsafe struct FromNearby<TStore> : IVectorStore
    where TStore : struct, IVectorStore
{
    public static void Store(Vector512<byte> value, byte* destination) => TStore.Store(value, destination);

    public static void Store(Vector256<byte> value, byte* destination) => TStore.Store(value, destination);

    public static void Store(Vector128<byte> value, byte* destination) => TStore.Store(value, destination);
}
