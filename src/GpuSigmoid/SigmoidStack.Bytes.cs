using System.Diagnostics.CodeAnalysis;
using GpuSigmoid.Memory;

namespace GpuSigmoid;

/// <summary>What can be known of a <see cref="SigmoidStack{T}"/> before it is created.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a stack: last in, first out.")]
public static class SigmoidStack
{
    /// <summary>The device memory in bytes that a stack of these shapes will hold: its <see cref="SigmoidStack{T}.Bytes"/>.</summary>
    /// <param name="shapes">The most rows, and the columns, of the input of each push.</param>
    /// <param name="cache">What is kept of each.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, the bytes do not fit 64 bits, or the cache is neither form.</exception>
    /// <exception cref="NotSupportedException">T is another type.</exception>
    public static long BytesFor<T>(ReadOnlySpan<(long Rows, long Columns)> shapes, SigmoidCache cache = SigmoidCache.Output)
        where T : unmanaged =>
        StackLayout.Of<T>(shapes, cache).Length * ElementType.SizeInBytes<T>();
}
