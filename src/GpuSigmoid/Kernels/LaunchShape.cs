using System.Numerics;

namespace GpuSigmoid.Kernels;

/// <summary>How many groups of how many threads a kernel runs in, and how they walk the matrix.</summary>
internal readonly record struct LaunchShape(int Groups, int GroupSize, Tiling Packs, Tiling Elements)
{
    /// <summary>Eight of these fill a multiprocessor of a current GPU, and none is too small to hide the latency of its loads.</summary>
    private const int GpuGroupSize = 256;

    /// <summary>Threads that a GPU runs in step: a smaller group leaves lanes empty.</summary>
    private const int Warp = 32;

    /// <summary>With two packs under way a thread, each group has 8 KiB in flight; more a tile only makes the last tiles uneven.</summary>
    private const int GpuMostItemsPerThread = 4;

    /// <summary>The elements that the simulator's one thread a group takes at a time: 16 KiB of float32, half of a first-level cache.</summary>
    private const int SimulatorElementsPerTile = 4096;

    /// <summary>As many bytes as a core's compiler-made vectors walk best: 64 KiB an operand.</summary>
    private const int OpenCLCpuPacksPerTile = 4096;

    /// <summary>More than one, so that a core that is slowed down leaves work to the others.</summary>
    private const int OpenCLCpuGroupsPerMultiprocessor = 4;

    /// <summary>Neighbouring columns that a core's compiler makes vectors of.</summary>
    private const int OpenCLCpuItemsPerGroup = 64;

    /// <summary>The shape for a matrix on a device.</summary>
    public static LaunchShape For(DeviceTraits traits, AccessPlan plan)
    {
        if (traits.Kind == DeviceKind.CpuSimulator)
        {
            int elementsPerPack = 4;
            return Create(
                plan, traits.Multiprocessors, 1, SimulatorElementsPerTile / elementsPerPack, SimulatorElementsPerTile);
        }

        if (!traits.IsGpu)
            return Create(plan, traits.Multiprocessors * OpenCLCpuGroupsPerMultiprocessor, 1, OpenCLCpuPacksPerTile, OpenCLCpuPacksPerTile);

        int gpuGroupSize = LargestGroup(GpuGroupSize, traits);
        int resident = traits.Multiprocessors * Math.Max(1, traits.ThreadsPerMultiprocessor / gpuGroupSize);
        return Create(
            plan,
            resident,
            gpuGroupSize,
            ItemsPerThread(plan.Rows * plan.PacksPerRow, (long)resident * gpuGroupSize),
            ItemsPerThread(plan.Rows * plan.ElementsPerRow, (long)resident * gpuGroupSize));
    }

    /// <summary>
    /// Groups and threads for items that each thread takes one after the other, neighbours side by side. Few items are spread over all of a
    /// GPU's multiprocessors, in groups that are as small as a warp.
    /// </summary>
    public static (int Groups, int GroupSize) ForItems(DeviceTraits traits, long items)
    {
        int wanted = traits.IsGpu ? (int)Math.Clamp(items / traits.Multiprocessors, Warp, GpuGroupSize) : OpenCLCpuItemsPerGroup;
        int groupSize = traits.Kind == DeviceKind.CpuSimulator ? 1 : LargestGroup(wanted, traits);
        int mostGroups = !traits.IsGpu ? traits.Multiprocessors * OpenCLCpuGroupsPerMultiprocessor
            : traits.Multiprocessors * Math.Max(1, traits.ThreadsPerMultiprocessor / groupSize);
        return ((int)Math.Clamp(Quotient(items, groupSize), 1, mostGroups), groupSize);
    }

    private static LaunchShape Create(AccessPlan plan, int mostGroups, int groupSize, int packsPerThread, int elementsPerThread)
    {
        Tiling packs = Tile(plan.Rows, plan.PacksPerRow, groupSize, packsPerThread);
        Tiling elements = Tile(plan.Rows, plan.ElementsPerRow, groupSize, elementsPerThread);
        long tiles = Math.Max(packs.TileRows * packs.TilesPerRow, elements.TileRows * elements.TilesPerRow);
        int groups = (int)Math.Min(mostGroups, tiles);
        return new LaunchShape(groups, groupSize, WithSteps(packs, groups), WithSteps(elements, groups));
    }

    private static Tiling Tile(long rows, long itemsPerRow, int groupSize, int itemsPerThread)
    {
        if (itemsPerRow == 0)
            return new Tiling(rows, ItemsPerRow: 0, ItemsPerTile: 1, TilesPerRow: 1, TileRows: 0, 0, 0, ThreadsPerRowLog2: 0);
        int threadsPerRow = (int)Math.Min((long)BitOperations.RoundUpToPowerOf2((ulong)itemsPerRow), groupSize);
        long itemsPerTile = (long)threadsPerRow * itemsPerThread;
        long tilesPerRow = Quotient(itemsPerRow, itemsPerTile);
        long tileRows = Quotient(rows, groupSize / threadsPerRow);
        return new Tiling(
            rows, itemsPerRow, itemsPerTile, tilesPerRow, tileRows, 0, 0, BitOperations.Log2((uint)threadsPerRow));
    }

    private static Tiling WithSteps(Tiling tiling, int groups) =>
        tiling with { StepTileRows = groups / tiling.TilesPerRow, StepTiles = groups % tiling.TilesPerRow };

    // A matrix that does not fill the device is spread over as many threads as there are.
    private static int ItemsPerThread(long items, long threads) => (int)Math.Clamp(items / Math.Max(threads, 1), 1, GpuMostItemsPerThread);

    private static int LargestGroup(int wanted, DeviceTraits traits) =>
        1 << BitOperations.Log2((uint)Math.Clamp(traits.MaxThreadsPerGroup, 1, wanted));

    private static long Quotient(long dividend, long divisor) => (dividend + divisor - 1) / divisor;
}
