namespace GpuSigmoid.Numerics;

internal partial interface INarrowFormat
{
    /// <summary>Decode for one value, by the device's own instruction where it has one. The upper half of the bits does not matter.</summary>
    static abstract float DecodeOne(uint bits);

    /// <summary>Encode for one value, by the device's own instruction where it has one.</summary>
    static abstract uint EncodeOne(float value);
}
