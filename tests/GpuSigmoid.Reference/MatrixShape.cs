namespace GpuSigmoid.Reference;

/// <summary>A row-major matrix that lies somewhere inside a buffer.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="LeadingDimension">Elements from the start of one row to that of the next; at least <paramref name="Columns"/>.</param>
/// <param name="Offset">Elements in the buffer before the first row, which decides the matrix's alignment.</param>
public sealed record MatrixShape(int Rows, int Columns, int LeadingDimension, int Offset)
{
    /// <summary>Elements that a step of the kernels and of the CPU engine takes.</summary>
    public const int Tile = 4096;

    // 4 to 64 are the elements of 16-byte accesses and of vectors of up to 512 bits, for elements of 2 to 8 bytes, and unrolled twice.
    private static readonly int[] Centers = [1, 2, 4, 8, 16, 32, 64, Tile, 2 * Tile, 5 * Tile];

    private static readonly int[] Neighbours = [-1, 0, 1];

    /// <summary>Every shape that an operation must be tried on.</summary>
    public static IReadOnlyList<MatrixShape> All { get; } = [.. Empty().Concat(Lengths()).Concat(Squares()).Concat(SubViews()).Distinct()];

    public static MatrixShape Dense(int rows, int columns) => new(rows, columns, columns, 0);

    public int Elements => Rows * Columns;

    public bool IsContiguous => LeadingDimension == Columns || Rows <= 1;

    /// <summary>Elements from the buffer's start to the matrix's end.</summary>
    public int BufferLength => Offset + (Elements == 0 ? 0 : (Rows - 1) * LeadingDimension + Columns);

    public override string ToString() => $"{Rows}x{Columns} leading {LeadingDimension} offset {Offset}";

    private static IEnumerable<MatrixShape> Empty() => [Dense(0, 0), Dense(0, 5), Dense(5, 0), new(0, 5, 9, 3)];

    private static IEnumerable<MatrixShape> Lengths() =>
        from center in Centers
        from step in Neighbours
        let length = center + step
        where length > 0
        from shape in new[] { Dense(1, length), Dense(length, 1) }
        select shape;

    private static IEnumerable<MatrixShape> Squares() =>
        [Dense(3, 5), Dense(32, 32), Dense(65, 63), Dense(Tile + 1, 3), Dense(3, Tile + 1)];

    // Odd leading dimensions move each row to another alignment; even ones keep the first row's.
    private static IEnumerable<MatrixShape> SubViews() =>
        from offset in Enumerable.Range(0, 4)
        from shape in new MatrixShape[]
        {
            new(1, 1, 1, offset), new(1, 67, 67, offset), new(1, Tile + 5, Tile + 5, offset), new(7, 1, 3, offset),
            new(9, 4, 5, offset), new(5, 16, 17, offset), new(5, 33, 64, offset), new(4, 63, 67, offset),
            new(3, Tile, Tile + 3, offset), new(300, 33, 35, offset),
        }
        select shape;
}
