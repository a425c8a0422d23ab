namespace GpuSigmoid.Elements;

/// <summary>float32.</summary>
internal readonly partial struct Float32Element : IElement<uint>;
