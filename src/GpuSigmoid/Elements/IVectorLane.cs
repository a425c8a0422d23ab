namespace GpuSigmoid.Elements;

/// <summary>A lane that is a SIMD vector, or two, in memory.</summary>
/// <typeparam name="TSelf">The lane.</typeparam>
internal unsafe interface IVectorLane<TSelf>
{
    static abstract TSelf Load(byte* source);

    static abstract void Store<TStore>(TSelf value, byte* destination)
        where TStore : struct, IVectorStore;
}

/// <summary>A lane of float32 values that also takes 2-byte values in and out, as the lower halves of its bits.</summary>
/// <typeparam name="TSelf">The lane.</typeparam>
internal unsafe interface INarrowVectorLane<TSelf> : IVectorLane<TSelf>
{
    static abstract TSelf LoadNarrow(byte* source);

    static abstract void StoreNarrow<TStore>(TSelf value, byte* destination)
        where TStore : struct, IVectorStore;
}
