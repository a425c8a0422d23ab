using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Numerics;

/// <summary>A 2-byte floating-point format. Its values stand in the low half of each 32-bit element of a lane.</summary>
internal partial interface INarrowFormat
{
    /// <summary>The float32 values of these bits: exact.</summary>
    static abstract TFloat32 Decode<TFloat32>(TFloat32 bits)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>;

    /// <summary>The bits of the nearest values, ties to even; every NaN gives the one quiet NaN with no payload.</summary>
    static abstract TFloat32 Encode<TFloat32>(TFloat32 value)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>;
}
