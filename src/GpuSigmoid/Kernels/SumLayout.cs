using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>
/// How the threads of a grid share the columns, or packs of columns, of blocks of rows: neighbouring threads take neighbouring items, so
/// that a GPU joins their accesses, and each walks down its item.
/// </summary>
/// <param name="Rows">The rows.</param>
/// <param name="ItemsPerRow">The items of a row.</param>
/// <param name="Items">The items of all blocks; 0 where there is nothing to do.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SumWalk(long Rows, long ItemsPerRow, long Items)
{
    /// <summary>The first item of the thread that asks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long First() => (long)Grid.IdxX * Group.DimX + Group.IdxX;

    /// <summary>From one item of a thread to its next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Step() => (long)Grid.DimX * Group.DimX;

    /// <summary>Where an item lies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BlockPart PartOf(long item)
    {
        long block = item / ItemsPerRow;
        long firstRow = block * SumOrder.BlockRows;
        return new BlockPart(block, item - block * ItemsPerRow, firstRow, Math.Min(firstRow + SumOrder.BlockRows, Rows));
    }
}

/// <summary>A column, or a pack of columns, of a block of rows.</summary>
/// <param name="Block">The block.</param>
/// <param name="Item">The column or pack.</param>
/// <param name="FirstRow">The block's first row.</param>
/// <param name="EndRow">Where its rows end.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct BlockPart(long Block, long Item, long FirstRow, long EndRow);

/// <summary>How a kernel sums: whole packs of columns first, then the columns that fill none.</summary>
/// <param name="Packs">The walk over packs.</param>
/// <param name="Elements">The walk over the single columns.</param>
/// <param name="ColumnsInPacks">The columns that the packs hold.</param>
/// <param name="Columns">All columns.</param>
/// <param name="Left">The rows of the first input.</param>
/// <param name="Right">The rows of the second input.</param>
/// <param name="Output">The rows of the output.</param>
/// <param name="Adds">1 where the output is added to, 0 where it is overwritten.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SumLayout(
    SumWalk Packs, SumWalk Elements, long ColumnsInPacks, long Columns, RowStride Left, RowStride Right, RowStride Output, int Adds)
{
    /// <summary>The layout for a matrix, or two, whose blocks of rows are summed; no rows are one block, whose sums are 0.</summary>
    public static SumLayout For(AccessPlan plan, int elementsPerPack, long left, long right, long output, bool adds)
    {
        long blocks = Math.Max(1, SumOrder.Blocks(plan.Rows));
        long columnsInPacks = plan.PacksPerRow * elementsPerPack;
        return new SumLayout(
            new SumWalk(plan.Rows, plan.PacksPerRow, blocks * plan.PacksPerRow),
            new SumWalk(plan.Rows, plan.ElementsPerRow, blocks * plan.ElementsPerRow),
            columnsInPacks,
            columnsInPacks + plan.ElementsPerRow,
            new RowStride(left / elementsPerPack, left),
            new RowStride(right / elementsPerPack, right),
            new RowStride(output / elementsPerPack, output),
            adds ? 1 : 0);
    }

    /// <summary>Where the sums of blocks go, which lie without gaps: that of an item's first column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long SumAt(BlockPart part, long firstColumn) => part.Block * Columns + firstColumn;
}
