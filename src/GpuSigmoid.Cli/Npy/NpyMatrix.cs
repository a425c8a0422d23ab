namespace GpuSigmoid.Cli.Npy;

/// <summary>A row-major matrix in host memory, rows × columns, without padding.</summary>
internal sealed class NpyMatrix
{
    private readonly Array _values;

    private NpyMatrix(NpyElement element, long rows, long columns, Array values)
    {
        Element = element;
        Rows = rows;
        Columns = columns;
        _values = values;
    }

    public NpyElement Element { get; }

    public long Rows { get; }

    public long Columns { get; }

    public static NpyMatrix Of<T>(long rows, long columns, T[] values)
        where T : unmanaged
    {
        NpyShape.Check(rows, columns, values.Length);
        return new(NpyElements.Of<T>(), rows, columns, values);
    }

    /// <summary>The rows × columns elements in row-major order; T is Half, float or double as <see cref="Element"/> says.</summary>
    /// <exception cref="InvalidOperationException">The matrix holds another element type.</exception>
    public Memory<T> Values<T>()
        where T : unmanaged =>
        _values is T[] values
            ? values
            : throw new InvalidOperationException($"The matrix holds {Element}; it was asked for {typeof(T).Name}.");
}
