using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>output ← operation(left, right). The output may be the same memory as an input.</summary>
internal static class ZipKernel<TElement, TBits, TOperation>
    where TElement : struct, IElement<TBits>
    where TBits : unmanaged
    where TOperation : struct, IZipOperation
{
    /// <summary>Where <see cref="KernelCache"/> keeps the kernel.</summary>
    public static readonly int Slot = KernelCache.TakeSlot();

    public static void Run(ArrayView<TBits> left, ArrayView<TBits> right, ArrayView<TBits> output, KernelLayout layout)
    {
        if (layout.Packs.Tiles > 0)
            RunPacks(left.Cast<Pack>(), right.Cast<Pack>(), output.Cast<Pack>(), layout);
        if (layout.Elements.Tiles > 0)
            RunElements(left, right, output, layout);
    }

    private static void RunPacks(ArrayView<Pack> left, ArrayView<Pack> right, ArrayView<Pack> output, in KernelLayout layout)
    {
        Tiling tiling = layout.Packs;
        int threadsPerRow = 1 << tiling.ThreadsPerRowLog2;
        for (long tile = Grid.IdxX; tile < tiling.Tiles; tile += Grid.DimX)
        {
            long row = tiling.FirstRow(tile, Group.DimX) + (Group.IdxX >> tiling.ThreadsPerRowLog2);
            long first = tiling.FirstItem(tile);
            if (row >= tiling.Rows)
                continue;
            long leftSource = row * layout.Left.Packs;
            long rightSource = row * layout.Right.Packs;
            long target = row * layout.Output.Packs;
            long end = Math.Min(first + tiling.ItemsPerTile, tiling.ItemsPerRow);
            long item = first + (Group.IdxX & (threadsPerRow - 1));
            for (; item + threadsPerRow < end; item += 2 * threadsPerRow)
            {
                // All loads are under way before any is computed with.
                Pack oneLeft = left[leftSource + item];
                Pack otherLeft = left[leftSource + item + threadsPerRow];
                Pack oneRight = right[rightSource + item];
                Pack otherRight = right[rightSource + item + threadsPerRow];
                output[target + item] = TElement.ZipPack<TOperation>(oneLeft, oneRight);
                output[target + item + threadsPerRow] = TElement.ZipPack<TOperation>(otherLeft, otherRight);
            }

            if (item < end)
                output[target + item] = TElement.ZipPack<TOperation>(left[leftSource + item], right[rightSource + item]);
        }
    }

    private static void RunElements(ArrayView<TBits> left, ArrayView<TBits> right, ArrayView<TBits> output, in KernelLayout layout)
    {
        Tiling tiling = layout.Elements;
        int threadsPerRow = 1 << tiling.ThreadsPerRowLog2;
        for (long tile = Grid.IdxX; tile < tiling.Tiles; tile += Grid.DimX)
        {
            long row = tiling.FirstRow(tile, Group.DimX) + (Group.IdxX >> tiling.ThreadsPerRowLog2);
            long first = tiling.FirstItem(tile);
            if (row >= tiling.Rows)
                continue;
            long leftSource = row * layout.Left.Elements + layout.ElementsInPacks;
            long rightSource = row * layout.Right.Elements + layout.ElementsInPacks;
            long target = row * layout.Output.Elements + layout.ElementsInPacks;
            long end = Math.Min(first + tiling.ItemsPerTile, tiling.ItemsPerRow);
            for (long item = first + (Group.IdxX & (threadsPerRow - 1)); item < end; item += threadsPerRow)
                output[target + item] = TElement.Zip<TOperation>(left[leftSource + item], right[rightSource + item]);
        }
    }
}
