namespace GpuSigmoid.Kernels;

/// <summary>Where an operand lies: the address of its first element in bytes, and its leading dimension in elements.</summary>
internal readonly record struct OperandPlace(long Address, long LeadingDimension);

/// <summary>A matrix cut into rows of packs, each followed by the elements that fill none.</summary>
internal readonly record struct AccessPlan(long Rows, long PacksPerRow, long ElementsPerRow)
{
    /// <summary>
    /// Packs where every row of every operand starts at a multiple of sixteen bytes, single elements elsewhere. Where no operand has gaps
    /// between its rows, the matrix is one row.
    /// </summary>
    public static AccessPlan For(long rows, long columns, int elementSize, ReadOnlySpan<OperandPlace> operands)
    {
        if (rows > 1 && AreContiguous(columns, operands))
            (rows, columns) = (1, rows * columns);
        return OfRows(rows, columns, elementSize, operands);
    }

    /// <summary>The same, every row kept apart: for who must know the column.</summary>
    public static AccessPlan OfRows(long rows, long columns, int elementSize, ReadOnlySpan<OperandPlace> operands)
    {
        long packs = StartOnPacks(rows, elementSize, operands) ? columns * elementSize / Pack.SizeInBytes : 0;
        return new AccessPlan(rows, packs, columns - packs * (Pack.SizeInBytes / elementSize));
    }

    private static bool AreContiguous(long columns, ReadOnlySpan<OperandPlace> operands)
    {
        foreach (OperandPlace operand in operands)
        {
            if (operand.LeadingDimension != columns)
                return false;
        }

        return true;
    }

    private static bool StartOnPacks(long rows, int elementSize, ReadOnlySpan<OperandPlace> operands)
    {
        foreach (OperandPlace operand in operands)
        {
            bool nextRowsToo = rows == 1 || operand.LeadingDimension * elementSize % Pack.SizeInBytes == 0;
            if (operand.Address % Pack.SizeInBytes != 0 || !nextRowsToo)
                return false;
        }

        return true;
    }
}
