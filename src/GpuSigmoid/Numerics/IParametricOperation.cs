using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>An elementwise operation with two inputs and parameters: a stateless struct whose summary is its formula.</summary>
internal interface IParametricOperation
{
    /// <summary>How many of the two inputs it takes: one that takes the left alone is given it twice.</summary>
    static abstract int Inputs { get; }

    /// <summary>The result for float32 input, the same bits on every lane; a NaN may come out with any bits.</summary>
    static abstract TFloat32 Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right, in Parameters parameters)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>;

    /// <summary>The result for input that came from a 2-byte type, as a float32 that is yet to be rounded to that type.</summary>
    static abstract TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right, in Parameters parameters)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>;

    /// <summary>The result for float64 input, the same bits on every lane; a NaN may come out with any bits.</summary>
    static abstract TFloat64 Float64<TFloat64>(TFloat64 left, TFloat64 right, in Parameters parameters)
        where TFloat64 : unmanaged, ILane<TFloat64>;
}
