using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>
/// An elementwise operation with two inputs and two results that share work: a stateless struct whose summary is its formulas. What
/// <see cref="IZipOperation"/> demands of the result of each method holds for both results.
/// </summary>
internal interface IZipPairOperation
{
    static abstract void Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right, out TFloat32 first, out TFloat32 second)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>;

    static abstract void Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right, out TFloat32 first, out TFloat32 second)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>;

    static abstract void Float64<TFloat64>(TFloat64 left, TFloat64 right, out TFloat64 first, out TFloat64 second)
        where TFloat64 : unmanaged, ILane<TFloat64>;
}
