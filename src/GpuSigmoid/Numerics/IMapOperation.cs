using System.Diagnostics;
using System.Runtime.Intrinsics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>An elementwise operation with one input: a stateless struct whose summary is its formula.</summary>
internal interface IMapOperation
{
    /// <summary>Whether every NaN that <see cref="Float32{TFloat32, TFloat64}"/> gives is the canonical one already.</summary>
    static virtual bool GivesCanonicalNaN => false;

    /// <summary>The result for float32 input, rounded to nearest; a NaN may come out with any bits.</summary>
    static abstract TFloat32 Float32<TFloat32, TFloat64>(TFloat32 input)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>;

    /// <summary>Whether the results are <see cref="Forward"/>'s or <see cref="ForwardTail{TForward}"/>'s, for which there are pipelines.</summary>
    static virtual PipelineResult PipelineResult => PipelineResult.None;

    /// <summary>
    /// The result for input that came from a 2-byte type, as a float32 that gives the correctly rounded value when it is rounded to that
    /// type: <see cref="ILane{TSelf}.NearestToOdd"/> makes such values.
    /// </summary>
    static abstract TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 input)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>;

    /// <summary>The result for float64 input, the same bits on every lane; a NaN may come out with any bits.</summary>
    static abstract TFloat64 Float64<TFloat64>(TFloat64 input)
        where TFloat64 : unmanaged, ILane<TFloat64>;

    /// <summary>Whether packed vectors take less time than any other way for the usual values.</summary>
    static virtual bool TakesPacked => false;

    /// <summary>The first half of the operation on 32 values of a 2-byte type, or false, and they are to be computed the other way.</summary>
    static virtual bool TryStart<TFormat>(Vector512<ushort> input, out StartedVector started)
        where TFormat : struct, IPackedFormat
    {
        started = default;
        return false;
    }

    /// <summary>The second half: the correctly rounded results.</summary>
    static virtual Vector512<ushort> Finish<TFormat>(in StartedVector started)
        where TFormat : struct, IPackedFormat =>
        throw new UnreachableException("Nothing was started.");
}
