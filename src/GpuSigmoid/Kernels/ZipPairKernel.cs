using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Kernels.Intrinsics;
using GpuSigmoid.Numerics;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>
/// first and second ← operation(left, right). Either output may be the same memory as an input; the second stands in the third input's
/// place.
/// </summary>
internal static class ZipPairKernel<TElement, TBits, TOperation, TWalk>
    where TElement : struct, IElement<TBits>
    where TBits : unmanaged
    where TOperation : struct, IZipPairOperation
    where TWalk : struct, IThreadWalk
{
    /// <summary>Where <see cref="KernelCache"/> keeps the kernel.</summary>
    public static readonly int Slot = KernelCache.TakeSlot();

    public static void Run(
        ArrayView<TBits> left, ArrayView<TBits> right, ArrayView<TBits> second, ArrayView<TBits> first, KernelLayout layout)
    {
        if (layout.Packs.ItemsPerRow > 0)
            RunPacks(left.Cast<Pack>(), right.Cast<Pack>(), first.Cast<Pack>(), second.Cast<Pack>(), layout);
        if (layout.Elements.ItemsPerRow > 0)
            RunElements(left, right, first, second, layout);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPacks(
        ArrayView<Pack> left, ArrayView<Pack> right, ArrayView<Pack> first, ArrayView<Pack> second, in KernelLayout layout)
    {
        Tiling tiling = layout.Packs;
        for (TilePlace tile = tiling.First(); tiling.Contains(tile); tile = tiling.Next(tile))
        {
            TilePart part = tiling.PartOf<TWalk>(tile);
            long leftRow = part.Row * layout.First.Packs;
            long rightRow = part.Row * layout.Second.Packs;
            long firstRow = part.Row * layout.Output.Packs;
            long secondRow = part.Row * layout.Third.Packs;
            for (long item = part.First; item < part.End; item += part.Step)
            {
                Both<Pack> both = PackCall.ZipPair<TElement, TBits, TOperation>(left[leftRow + item], right[rightRow + item]);
                first[firstRow + item] = both.First;
                second[secondRow + item] = both.Second;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunElements(
        ArrayView<TBits> left, ArrayView<TBits> right, ArrayView<TBits> first, ArrayView<TBits> second, in KernelLayout layout)
    {
        Tiling tiling = layout.Elements;
        for (TilePlace tile = tiling.First(); tiling.Contains(tile); tile = tiling.Next(tile))
        {
            TilePart part = tiling.PartOf<TWalk>(tile);
            long leftRow = part.Row * layout.First.Elements + layout.ElementsInPacks;
            long rightRow = part.Row * layout.Second.Elements + layout.ElementsInPacks;
            long firstRow = part.Row * layout.Output.Elements + layout.ElementsInPacks;
            long secondRow = part.Row * layout.Third.Elements + layout.ElementsInPacks;
            for (long item = part.First; item < part.End; item += part.Step)
            {
                Both<TBits> both = TElement.ZipPair<TOperation>(left[leftRow + item], right[rightRow + item]);
                first[firstRow + item] = both.First;
                second[secondRow + item] = both.Second;
            }
        }
    }
}
