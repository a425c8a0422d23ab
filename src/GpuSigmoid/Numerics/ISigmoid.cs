using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>S(x), as an operation and in the other form that a tail wants: by one of the ways to the one result.</summary>
internal interface ISigmoid : IMapOperation
{
    /// <summary>Whether the way through float64 is the faster one, so that float64's other operations are not slow either.</summary>
    static abstract bool HasFastFloat64 { get; }

    /// <summary>S(x) in that form; a NaN may come out with any bits.</summary>
    static abstract TFloat32 Sigmoid<TForm, TFloat32, TFloat64>(TFloat32 input)
        where TForm : struct, ISigmoidForm
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>;
}
