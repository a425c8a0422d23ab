namespace GpuSigmoid.Numerics.Lanes;

/// <summary>A lane of float64 values.</summary>
/// <typeparam name="TSelf">The lane.</typeparam>
/// <typeparam name="TFloat32">The lane of as many float32 values.</typeparam>
internal interface IFloat64Lane<TSelf, TFloat32> : ILane<TSelf>
    where TSelf : unmanaged, IFloat64Lane<TSelf, TFloat32>
    where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
{
    /// <summary>The same values as float64: exact.</summary>
    static abstract TSelf Widen(TFloat32 value);

    /// <summary>The nearest float32, ties to even, subnormal results included.</summary>
    static abstract TFloat32 Round(TSelf value);
}
