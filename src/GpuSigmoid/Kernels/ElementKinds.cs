namespace GpuSigmoid.Kernels;

/// <summary>The element types.</summary>
internal enum ElementKind
{
    Float32,
    Float64,
    Float16,
    BFloat16,
}

/// <summary>Which element type a .NET type is.</summary>
internal static class ElementKinds
{
    public static ElementKind Of<T>()
    {
        if (typeof(T) == typeof(float))
            return ElementKind.Float32;
        if (typeof(T) == typeof(double))
            return ElementKind.Float64;
        if (typeof(T) == typeof(Half) || typeof(T) == typeof(ILGPU.Half))
            return ElementKind.Float16;
        if (typeof(T) == typeof(BFloat16))
            return ElementKind.BFloat16;
        throw new NotSupportedException(
            $"Elements of type {typeof(T)} have no sigmoid here: the types are Single, Double, System.Half, ILGPU.Half and BFloat16.");
    }
}
