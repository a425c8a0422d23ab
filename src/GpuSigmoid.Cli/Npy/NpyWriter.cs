using System.Runtime.InteropServices;

namespace GpuSigmoid.Cli.Npy;

/// <summary>Writes a row-major matrix as numpy.save does: version 1.0, C order, the byte order of this machine.</summary>
internal static class NpyWriter
{
    // One write takes a span of bytes, whose length is an int.
    private const int ElementsAWrite = 1 << 24;

    /// <exception cref="ArgumentException">A size is negative, or the values are not rows × columns many.</exception>
    /// <exception cref="NotSupportedException">T is not Half, float or double.</exception>
    public static void Write<T>(Stream stream, long rows, long columns, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        NpyShape.Check(rows, columns, values.Length);
        NpyHeader header = new(NpyElements.Of<T>(), !BitConverter.IsLittleEndian, IsColumnMajor: false, rows, columns);
        stream.Write(header.ToBytes());
        while (!values.IsEmpty)
        {
            ReadOnlySpan<T> part = values[..Math.Min(values.Length, ElementsAWrite)];
            stream.Write(MemoryMarshal.AsBytes(part));
            values = values[part.Length..];
        }
    }
}
