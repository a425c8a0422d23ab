using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>A 2-byte floating-point format. Its values stand in the low half of each 32-bit element of a lane.</summary>
internal partial interface INarrowFormat
{
    /// <summary>Halfway from the smallest normal number to the next, which is the first tail to have a <see cref="TailMark"/>.</summary>
    static abstract double LeastMarked { get; }

    /// <summary>Which of a float32's bits has the weight of a quarter of this format's last place, counted from 0.</summary>
    static abstract int QuarterPlace { get; }

    /// <summary>The float32 values of these bits: exact.</summary>
    static abstract TFloat32 Decode<TFloat32>(TFloat32 bits)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>;

    /// <summary>The absolute values of decoded tails without their <see cref="TailMark"/>.</summary>
    static abstract TFloat32 ClearMark<TFloat32>(TFloat32 stored)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>;

    /// <summary>The bits of the nearest values, ties to even; every NaN gives the one quiet NaN with no payload.</summary>
    static abstract TFloat32 Encode<TFloat32>(TFloat32 value)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>;
}
