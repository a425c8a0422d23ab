namespace GpuSigmoid.Cli.Npy;

/// <summary>The element types that are read from and written to .npy files.</summary>
internal enum NpyElement
{
    Float16,
    Float32,
    Float64,
}

internal static class NpyElements
{
    public static int ByteCount(this NpyElement element) => element switch
    {
        NpyElement.Float16 => 2,
        NpyElement.Float32 => 4,
        NpyElement.Float64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(element), element, null),
    };

    /// <summary>The element type that T is stored as.</summary>
    /// <exception cref="NotSupportedException">T is not Half, float or double.</exception>
    public static NpyElement Of<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(Half))
        {
            return NpyElement.Float16;
        }

        if (typeof(T) == typeof(float))
        {
            return NpyElement.Float32;
        }

        return typeof(T) == typeof(double)
            ? NpyElement.Float64
            : throw new NotSupportedException($"{typeof(T).Name} has no .npy dtype; wanted Half, float or double.");
    }
}
