using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>output ← operation(input). The two may be the same memory.</summary>
internal static class MapKernel<TElement, TBits, TOperation>
    where TElement : struct, IElement<TBits>
    where TBits : unmanaged
    where TOperation : struct, IMapOperation
{
    /// <summary>Where <see cref="KernelCache"/> keeps the kernel.</summary>
    public static readonly int Slot = KernelCache.TakeSlot();

    public static void Run(ArrayView<TBits> input, ArrayView<TBits> output, KernelLayout layout)
    {
        if (layout.Packs.Tiles > 0)
            RunPacks(input.Cast<Pack>(), output.Cast<Pack>(), layout);
        if (layout.Elements.Tiles > 0)
            RunElements(input, output, layout);
    }

    private static void RunPacks(ArrayView<Pack> input, ArrayView<Pack> output, in KernelLayout layout)
    {
        Tiling tiling = layout.Packs;
        int threadsPerRow = 1 << tiling.ThreadsPerRowLog2;
        for (long tile = Grid.IdxX; tile < tiling.Tiles; tile += Grid.DimX)
        {
            long row = tiling.FirstRow(tile, Group.DimX) + (Group.IdxX >> tiling.ThreadsPerRowLog2);
            long first = tiling.FirstItem(tile);
            if (row >= tiling.Rows)
                continue;
            long source = row * layout.Left.Packs;
            long target = row * layout.Output.Packs;
            long end = Math.Min(first + tiling.ItemsPerTile, tiling.ItemsPerRow);
            long item = first + (Group.IdxX & (threadsPerRow - 1));
            for (; item + threadsPerRow < end; item += 2 * threadsPerRow)
            {
                // Both loads are under way before either is computed with.
                Pack one = input[source + item];
                Pack other = input[source + item + threadsPerRow];
                output[target + item] = TElement.MapPack<TOperation>(one);
                output[target + item + threadsPerRow] = TElement.MapPack<TOperation>(other);
            }

            if (item < end)
                output[target + item] = TElement.MapPack<TOperation>(input[source + item]);
        }
    }

    private static void RunElements(ArrayView<TBits> input, ArrayView<TBits> output, in KernelLayout layout)
    {
        Tiling tiling = layout.Elements;
        int threadsPerRow = 1 << tiling.ThreadsPerRowLog2;
        for (long tile = Grid.IdxX; tile < tiling.Tiles; tile += Grid.DimX)
        {
            long row = tiling.FirstRow(tile, Group.DimX) + (Group.IdxX >> tiling.ThreadsPerRowLog2);
            long first = tiling.FirstItem(tile);
            if (row >= tiling.Rows)
                continue;
            long source = row * layout.Left.Elements + layout.ElementsInPacks;
            long target = row * layout.Output.Elements + layout.ElementsInPacks;
            long end = Math.Min(first + tiling.ItemsPerTile, tiling.ItemsPerRow);
            for (long item = first + (Group.IdxX & (threadsPerRow - 1)); item < end; item += threadsPerRow)
                output[target + item] = TElement.Map<TOperation>(input[source + item]);
        }
    }
}
