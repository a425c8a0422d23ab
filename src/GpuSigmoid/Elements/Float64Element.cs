namespace GpuSigmoid.Elements;

/// <summary>float64.</summary>
internal readonly partial struct Float64Element : IElement<ulong>;
