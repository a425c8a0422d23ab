using GpuSigmoid.Memory;

namespace GpuSigmoid;

/// <summary>
/// Where the slots of a <see cref="SigmoidStack{T}"/> lie in its arena, in elements: one after the other, then the scratch matrices, which are
/// as large as the largest slot. Each begins at a multiple of 256 bytes, as memory from CUDA does, so that whole vectors can be read.
/// </summary>
/// <param name="Offsets">The start of each slot.</param>
/// <param name="OutputScratch">The start of the scratch for outputs; that for gradients where there is none.</param>
/// <param name="GradientScratch">The start of the scratch for input gradients.</param>
/// <param name="Length">Elements in all.</param>
internal sealed record StackLayout(long[] Offsets, long OutputScratch, long GradientScratch, long Length)
{
    private const int Alignment = 256;

    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the bytes do not fit 64 bits.</exception>
    /// <exception cref="NotSupportedException">T is no element type.</exception>
    public static StackLayout Of<T>(ReadOnlySpan<(long Rows, long Columns)> shapes, SigmoidCache cache)
        where T : unmanaged
    {
        ElementType.ThrowIfNotSupported<T>();
        CachedPasses.Checked(cache);
        long[] offsets = new long[shapes.Length];
        Int128 length = 0, largest = 0, most = long.MaxValue / ElementType.SizeInBytes<T>();
        for (int i = 0; i < shapes.Length; i++)
        {
            (long rows, long columns) = shapes[i];
            if (rows < 0 || columns < 0)
                throw new ArgumentOutOfRangeException(nameof(shapes), $"Slot {i} is {rows} x {columns}: neither can be negative.");
            Int128 padded = Padded<T>((Int128)rows * columns);
            largest = Int128.Max(largest, padded);
            // 3 · largest alone would not always fit: it is looked at first.
            if (largest > most || length + padded + 2 * largest > most)
                throw new ArgumentOutOfRangeException(nameof(shapes), $"Slots 0 to {i} have more bytes together than fit 64 bits.");
            offsets[i] = (long)length;
            length += padded;
        }
        Int128 gradient = cache == SigmoidCache.Tail ? length + largest : length;
        return new StackLayout(offsets, (long)length, (long)gradient, (long)(gradient + largest));
    }

    private static Int128 Padded<T>(Int128 length)
        where T : unmanaged
    {
        Int128 unit = Alignment / ElementType.SizeInBytes<T>();
        return (length + unit - 1) / unit * unit;
    }
}
