using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>
/// How groups of threads walk rows of items (packs, or single elements): in tiles, every group taking each n-th tile of n groups. The
/// threads of a group stand in rows of a power of two, so that narrow rows keep all of them busy. A thread divides once, for its first
/// tile: from there the host has worked out the steps.
/// </summary>
/// <param name="Rows">The rows.</param>
/// <param name="ItemsPerRow">The items of a row; 0 where there is nothing to do.</param>
/// <param name="ItemsPerTile">The items of a row that a tile takes.</param>
/// <param name="TilesPerRow">The tiles that a row takes.</param>
/// <param name="TileRows">The rows of tiles, each as many rows high as a group has rows of threads.</param>
/// <param name="StepTileRows">The rows of tiles from one tile of a group to its next.</param>
/// <param name="StepTiles">The tiles of a row from one tile of a group to its next.</param>
/// <param name="ThreadsPerRowLog2">The binary logarithm of the threads that share a row.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Tiling(
    long Rows,
    long ItemsPerRow,
    long ItemsPerTile,
    long TilesPerRow,
    long TileRows,
    long StepTileRows,
    long StepTiles,
    int ThreadsPerRowLog2)
{
    /// <summary>The first tile of the group of the thread that asks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TilePlace First() => new(Grid.IdxX / TilesPerRow, Grid.IdxX % TilesPerRow);

    /// <summary>Whether there is such a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(TilePlace place) => place.TileRow < TileRows;

    /// <summary>The group's next tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TilePlace Next(TilePlace place)
    {
        long row = place.TileRow + StepTileRows;
        long tile = place.Tile + StepTiles;
        return tile < TilesPerRow ? new TilePlace(row, tile) : new TilePlace(row + 1, tile - TilesPerRow);
    }

    /// <summary>What the thread that asks takes of a tile; nothing where the rows end before the tile does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TilePart PartOf<TWalk>(TilePlace place)
        where TWalk : struct, IThreadWalk
    {
        int threadsPerRowLog2 = TWalk.ThreadsPerRowLog2(ThreadsPerRowLog2);
        int threadsPerRow = 1 << threadsPerRowLog2;
        long row = place.TileRow * (Group.DimX >> threadsPerRowLog2) + (Group.IdxX >> threadsPerRowLog2);
        long first = place.Tile * ItemsPerTile;
        long end = row < Rows ? Math.Min(first + ItemsPerTile, ItemsPerRow) : first;
        return new TilePart(row, first + (Group.IdxX & (threadsPerRow - 1)), end, threadsPerRow);
    }
}

/// <summary>Where a tile lies among the tiles.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TilePlace(long TileRow, long Tile);

/// <summary>A thread's part of a tile: every <paramref name="Step"/>-th item of a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="First">The first item.</param>
/// <param name="End">Where the items end.</param>
/// <param name="Step">From one item to the next.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TilePart(long Row, long First, long End, int Step);
