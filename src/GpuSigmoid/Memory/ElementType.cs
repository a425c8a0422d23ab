using System.Runtime.CompilerServices;

namespace GpuSigmoid.Memory;

/// <summary>Which types can be elements of a matrix.</summary>
internal static class ElementType
{
    /// <exception cref="NotSupportedException">T is not one of them.</exception>
    public static void ThrowIfNotSupported<T>()
        where T : unmanaged
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double) && typeof(T) != typeof(Half) && typeof(T) != typeof(BFloat16))
            throw NotSupported(typeof(T));
    }

    public static NotSupportedException NotSupported(Type type) =>
        new($"{type} cannot be a matrix's element type: it must be float, double, Half or BFloat16.");

    public static int SizeInBytes<T>()
        where T : unmanaged => Unsafe.SizeOf<T>();
}
