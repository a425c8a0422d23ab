using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>output ← operation(first, second, third), or that added to the output. The output may be the same memory as an input.</summary>
internal static class TernaryKernel<TElement, TBits, TOperation, TWalk>
    where TElement : struct, IElement<TBits>
    where TBits : unmanaged
    where TOperation : struct, ITernaryOperation
    where TWalk : struct, IThreadWalk
{
    /// <summary>Where <see cref="KernelCache"/> keeps the kernel.</summary>
    public static readonly int Slot = KernelCache.TakeSlot();

    public static void Run(
        ArrayView<TBits> first, ArrayView<TBits> second, ArrayView<TBits> third, ArrayView<TBits> output, KernelLayout layout)
    {
        if (layout.Packs.ItemsPerRow > 0)
            RunPacks(first.Cast<Pack>(), second.Cast<Pack>(), third.Cast<Pack>(), output.Cast<Pack>(), layout);
        if (layout.Elements.ItemsPerRow > 0)
            RunElements(first, second, third, output, layout);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPacks(
        ArrayView<Pack> first, ArrayView<Pack> second, ArrayView<Pack> third, ArrayView<Pack> output, in KernelLayout layout)
    {
        Tiling tiling = layout.Packs;
        for (TilePlace tile = tiling.First(); tiling.Contains(tile); tile = tiling.Next(tile))
        {
            TilePart part = tiling.PartOf<TWalk>(tile);
            long firstRow = part.Row * layout.Left.Packs;
            long secondRow = part.Row * layout.Right.Packs;
            long thirdRow = part.Row * layout.Third.Packs;
            long outputRow = part.Row * layout.Output.Packs;
            long item = part.First;
            for (; item + part.Step < part.End; item += 2 * part.Step)
            {
                // All loads are under way before any is computed with.
                Pack firstOne = first[firstRow + item];
                Pack firstOther = first[firstRow + item + part.Step];
                Pack secondOne = second[secondRow + item];
                Pack secondOther = second[secondRow + item + part.Step];
                Pack thirdOne = third[thirdRow + item];
                Pack thirdOther = third[thirdRow + item + part.Step];
                output[outputRow + item] = TElement.TernaryPack<TOperation>(firstOne, secondOne, thirdOne);
                output[outputRow + item + part.Step] = TElement.TernaryPack<TOperation>(firstOther, secondOther, thirdOther);
            }

            if (item < part.End)
            {
                output[outputRow + item] = TElement.TernaryPack<TOperation>(
                    first[firstRow + item], second[secondRow + item], third[thirdRow + item]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunElements(
        ArrayView<TBits> first, ArrayView<TBits> second, ArrayView<TBits> third, ArrayView<TBits> output, in KernelLayout layout)
    {
        Tiling tiling = layout.Elements;
        for (TilePlace tile = tiling.First(); tiling.Contains(tile); tile = tiling.Next(tile))
        {
            TilePart part = tiling.PartOf<TWalk>(tile);
            long firstRow = part.Row * layout.Left.Elements + layout.ElementsInPacks;
            long secondRow = part.Row * layout.Right.Elements + layout.ElementsInPacks;
            long thirdRow = part.Row * layout.Third.Elements + layout.ElementsInPacks;
            long outputRow = part.Row * layout.Output.Elements + layout.ElementsInPacks;
            for (long item = part.First; item < part.End; item += part.Step)
            {
                TBits result = TElement.Ternary<TOperation>(
                    first[firstRow + item], second[secondRow + item], third[thirdRow + item]);
                output[outputRow + item] = layout.Adds != 0 ? TElement.Zip<Sum>(result, output[outputRow + item]) : result;
            }
        }
    }
}
