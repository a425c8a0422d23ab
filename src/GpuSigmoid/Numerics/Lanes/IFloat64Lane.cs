namespace GpuSigmoid.Numerics.Lanes;

/// <summary>A lane of float64 values.</summary>
/// <typeparam name="TSelf">The lane.</typeparam>
/// <typeparam name="TFloat32">The lane of as many float32 values.</typeparam>
internal interface IFloat64Lane<TSelf, TFloat32> : ILane<TSelf>
    where TSelf : unmanaged, IFloat64Lane<TSelf, TFloat32>
    where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
{
    /// <summary>Whether <see cref="ILane{TSelf}.ApproximateReciprocal"/> is the float64 nearest to 1 / value.</summary>
    static abstract bool RoundsReciprocals { get; }

    /// <summary>The same values as float64: exact.</summary>
    static abstract TSelf Widen(TFloat32 value);

    /// <summary>
    /// Between float32 values: the widened value, its bits moved by as many quarters of a float32's last place as the integers added less
    /// those subtracted say.
    /// </summary>
    static abstract TSelf WidenBetween(TFloat32 value, TFloat32 added, TFloat32 subtracted);

    /// <summary>The nearest float32, ties to even, subnormal results included.</summary>
    static abstract TFloat32 Round(TSelf value);

    /// <summary>
    /// Whether <see cref="Round"/> takes a positive value upwards that is normal in float32 and no midpoint: the second highest bit, or 0.
    /// </summary>
    static abstract TFloat32 RoundsUp(TSelf value);
}
