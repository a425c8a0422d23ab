using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    /// <summary>The first row of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long FirstRow(long tile, int groupSize) => Rows == 1 ? 0 : tile / TilesPerRow * (groupSize >> ThreadsPerRowLog2);

    /// <summary>The first item of a tile, within its rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long FirstItem(long tile) => (Rows == 1 ? tile : tile % TilesPerRow) * ItemsPerTile;
}
