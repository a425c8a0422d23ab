namespace GpuSigmoid.Numerics.Lanes;

/// <summary>A lane of float32 values.</summary>
/// <typeparam name="TSelf">The lane.</typeparam>
/// <typeparam name="TFloat64">The lane of as many float64 values.</typeparam>
internal interface IFloat32Lane<TSelf, TFloat64> : ILane<TSelf>
    where TSelf : unmanaged, IFloat32Lane<TSelf, TFloat64>
    where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TSelf>
{
    /// <summary>The same values as float64: exact.</summary>
    static abstract TFloat64 Widen(TSelf value);

    /// <summary>
    /// A sum that was rounded to nearest, rounded to odd instead: <paramref name="nearest"/> where nothing was lost, else the one of the
    /// sum's two neighbours whose last bit is 1.
    /// </summary>
    /// <param name="nearest">The sum rounded to nearest.</param>
    /// <param name="lost">What the rounding lost, or anything of its sign; 0 where it lost nothing.</param>
    static abstract TSelf NearestToOdd(TSelf nearest, TSelf lost);
}
