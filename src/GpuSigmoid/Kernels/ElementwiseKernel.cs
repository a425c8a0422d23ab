using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Kernels.Intrinsics;
using GpuSigmoid.Numerics;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>
/// output ← formula(first, second, third), or that added to the output. The output may be the same memory as an input; inputs that the
/// formula does not take are not read.
/// </summary>
internal static class ElementwiseKernel<TElement, TBits, TFormula, TWalk>
    where TElement : struct, IElement<TBits>
    where TBits : unmanaged
    where TFormula : unmanaged, IFormula
    where TWalk : struct, IThreadWalk
{
    /// <summary>Where <see cref="KernelCache"/> keeps the kernel.</summary>
    public static readonly int Slot = KernelCache.TakeSlot();

    public static void Run(
        ArrayView<TBits> first,
        ArrayView<TBits> second,
        ArrayView<TBits> third,
        ArrayView<TBits> output,
        KernelLayout layout,
        TFormula formula)
    {
        if (layout.Packs.ItemsPerRow > 0)
            RunPacks(first.Cast<Pack>(), second.Cast<Pack>(), third.Cast<Pack>(), output.Cast<Pack>(), layout, formula);
        if (layout.Elements.ItemsPerRow > 0)
            RunElements(first, second, third, output, layout, formula);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPacks(
        ArrayView<Pack> first,
        ArrayView<Pack> second,
        ArrayView<Pack> third,
        ArrayView<Pack> output,
        in KernelLayout layout,
        in TFormula formula)
    {
        Tiling tiling = layout.Packs;
        for (TilePlace tile = tiling.First(); tiling.Contains(tile); tile = tiling.Next(tile))
        {
            TilePart part = tiling.PartOf<TWalk>(tile);
            long firstRow = part.Row * layout.First.Packs;
            long secondRow = part.Row * layout.Second.Packs;
            long thirdRow = part.Row * layout.Third.Packs;
            long outputRow = part.Row * layout.Output.Packs;
            long item = part.First;
            for (; item + part.Step < part.End; item += 2 * part.Step)
            {
                // All loads are under way before any is computed with.
                Pack firstOne = first[firstRow + item];
                Pack firstOther = first[firstRow + item + part.Step];
                Pack secondOne = Second(second, secondRow + item);
                Pack secondOther = Second(second, secondRow + item + part.Step);
                Pack thirdOne = Third(third, thirdRow + item);
                Pack thirdOther = Third(third, thirdRow + item + part.Step);
                output[outputRow + item] = PackCall.Compute<TElement, TBits, TFormula>(firstOne, secondOne, thirdOne, formula);
                output[outputRow + item + part.Step] = PackCall.Compute<TElement, TBits, TFormula>(firstOther, secondOther, thirdOther, formula);
            }

            if (item < part.End)
            {
                output[outputRow + item] = PackCall.ComputeLast<TElement, TBits, TFormula>(
                    first[firstRow + item], Second(second, secondRow + item), Third(third, thirdRow + item), formula);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunElements(
        ArrayView<TBits> first,
        ArrayView<TBits> second,
        ArrayView<TBits> third,
        ArrayView<TBits> output,
        in KernelLayout layout,
        in TFormula formula)
    {
        Tiling tiling = layout.Elements;
        for (TilePlace tile = tiling.First(); tiling.Contains(tile); tile = tiling.Next(tile))
        {
            TilePart part = tiling.PartOf<TWalk>(tile);
            long firstRow = part.Row * layout.First.Elements + layout.ElementsInPacks;
            long secondRow = part.Row * layout.Second.Elements + layout.ElementsInPacks;
            long thirdRow = part.Row * layout.Third.Elements + layout.ElementsInPacks;
            long outputRow = part.Row * layout.Output.Elements + layout.ElementsInPacks;
            for (long item = part.First; item < part.End; item += part.Step)
            {
                TBits result = TElement.Compute(
                    first[firstRow + item], Second(second, secondRow + item), Third(third, thirdRow + item), formula);
                if (TFormula.CanAdd && layout.Adds != 0)
                    result = TElement.Compute(result, output[outputRow + item], default, default(ZipFormula<Sum>));
                output[outputRow + item] = result;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Second<T>(ArrayView<T> second, long at)
        where T : unmanaged =>
        TFormula.Inputs > 1 ? second[at] : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Third<T>(ArrayView<T> third, long at)
        where T : unmanaged =>
        TFormula.Inputs > 2 ? third[at] : default;
}
