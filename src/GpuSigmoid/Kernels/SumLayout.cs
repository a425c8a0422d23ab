using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>
/// How the threads of a grid share the columns of blocks of rows: neighbouring threads take neighbouring columns, so that a GPU joins their
/// accesses, and each walks down its column.
/// </summary>
/// <param name="Rows">The rows.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Items">The columns of all blocks.</param>
/// <param name="Left">From one row of the first input to the next, in elements.</param>
/// <param name="Right">The same of the second input.</param>
/// <param name="Output">The same of the output.</param>
/// <param name="Adds">1 where the output is added to, 0 where it is overwritten.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SumLayout(
    long Rows, long Columns, long Items, long Left, long Right, long Output, int Adds)
{
    /// <summary>The first item of the thread that asks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long First() => (long)Grid.IdxX * Group.DimX + Group.IdxX;

    /// <summary>From one item of a thread to its next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Step() => (long)Grid.DimX * Group.DimX;

    /// <summary>The rows of the block that an item belongs to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BlockPart PartOf(long item)
    {
        long block = item / Columns;
        long firstRow = block * SumOrder.BlockRows;
        return new BlockPart(item - block * Columns, firstRow, Math.Min(firstRow + SumOrder.BlockRows, Rows));
    }
}

/// <summary>A column of a block of rows.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct BlockPart(long Column, long FirstRow, long EndRow);
