using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GpuSigmoid;

internal static class HostArray
{
    /// <summary>The elements of a two-dimensional array, row by row, without copying.</summary>
    public static Span<T> AsSpan<T>(T[,] array)
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);
}
