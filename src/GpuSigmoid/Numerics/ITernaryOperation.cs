using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>An elementwise operation with three inputs: a stateless struct whose summary is its formula.</summary>
internal interface ITernaryOperation
{
    /// <summary>The result for float32 input, rounded to nearest; a NaN may come out with any bits.</summary>
    static abstract TFloat32 Float32<TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>;

    /// <summary>
    /// The result for input that came from a 2-byte type, as a float32 that gives the correctly rounded value when it is rounded to that
    /// type: <see cref="ILane{TSelf}.NearestToOdd"/> makes such values.
    /// </summary>
    static abstract TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>;

    /// <summary>The result for float64 input, the same bits on every lane; a NaN may come out with any bits.</summary>
    static abstract TFloat64 Float64<TFloat64>(TFloat64 first, TFloat64 second, TFloat64 third)
        where TFloat64 : unmanaged, ILane<TFloat64>;
}
