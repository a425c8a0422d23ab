using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>
/// How groups of threads walk rows of items (packs, or single elements): in tiles, group after group. The threads of a group stand in
/// rows of a power of two, so that narrow rows keep all of them busy and finding a thread's place takes no division.
/// </summary>
/// <param name="Rows">The rows.</param>
/// <param name="ItemsPerRow">The items of a row; 0 where there is nothing to do.</param>
/// <param name="ItemsPerTile">The items of a row that a tile takes.</param>
/// <param name="TilesPerRow">The tiles that a row takes.</param>
/// <param name="Tiles">All tiles.</param>
/// <param name="ThreadsPerRowLog2">The binary logarithm of the threads that share a row.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Tiling(
    long Rows, long ItemsPerRow, long ItemsPerTile, long TilesPerRow, long Tiles, int ThreadsPerRowLog2)
{
    /// <summary>What the thread that asks takes of a tile; nothing where the tile has fewer rows than the group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TilePart PartOf<TWalk>(long tile)
        where TWalk : struct, IThreadWalk
    {
        int threadsPerRowLog2 = TWalk.ThreadsPerRowLog2(ThreadsPerRowLog2);
        int threadsPerRow = 1 << threadsPerRowLog2;
        long row = Group.IdxX >> threadsPerRowLog2;
        long tileInRow = tile;
        if (Rows > 1)
        {
            long tileRow = tile / TilesPerRow;
            row += tileRow * (Group.DimX >> threadsPerRowLog2);
            tileInRow -= tileRow * TilesPerRow;
        }

        long first = tileInRow * ItemsPerTile;
        long end = row < Rows ? Math.Min(first + ItemsPerTile, ItemsPerRow) : first;
        return new TilePart(row, first + (Group.IdxX & (threadsPerRow - 1)), end, threadsPerRow);
    }
}

/// <summary>A thread's part of a tile: every <paramref name="Step"/>-th item of a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="First">The first item.</param>
/// <param name="End">Where the items end.</param>
/// <param name="Step">From one item to the next.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TilePart(long Row, long First, long End, int Step);
