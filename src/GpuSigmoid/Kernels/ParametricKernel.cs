using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>output ← operation(left, right) with parameters, or that added to the output. The output may be the same memory as an input.</summary>
internal static class ParametricKernel<TElement, TBits, TOperation, TWalk>
    where TElement : struct, IElement<TBits>
    where TBits : unmanaged
    where TOperation : struct, IParametricOperation
    where TWalk : struct, IThreadWalk
{
    /// <summary>Where <see cref="KernelCache"/> keeps the kernel.</summary>
    public static readonly int Slot = KernelCache.TakeSlot();

    public static void Run(
        ArrayView<TBits> left, ArrayView<TBits> right, ArrayView<TBits> output, KernelLayout layout, Parameters parameters)
    {
        if (layout.Packs.ItemsPerRow > 0)
            RunPacks(left.Cast<Pack>(), right.Cast<Pack>(), output.Cast<Pack>(), layout, parameters);
        if (layout.Elements.ItemsPerRow > 0)
            RunElements(left, right, output, layout, parameters);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPacks(
        ArrayView<Pack> left, ArrayView<Pack> right, ArrayView<Pack> output, in KernelLayout layout, in Parameters parameters)
    {
        Tiling tiling = layout.Packs;
        for (TilePlace tile = tiling.First(); tiling.Contains(tile); tile = tiling.Next(tile))
        {
            TilePart part = tiling.PartOf<TWalk>(tile);
            long leftRow = part.Row * layout.Left.Packs;
            long rightRow = part.Row * layout.Right.Packs;
            long outputRow = part.Row * layout.Output.Packs;
            long item = part.First;
            for (; item + part.Step < part.End; item += 2 * part.Step)
            {
                // All loads are under way before any is computed with.
                Pack leftOne = left[leftRow + item];
                Pack leftOther = left[leftRow + item + part.Step];
                Pack rightOne = right[rightRow + item];
                Pack rightOther = right[rightRow + item + part.Step];
                output[outputRow + item] = TElement.ParametricPack<TOperation>(leftOne, rightOne, parameters);
                output[outputRow + item + part.Step] = TElement.ParametricPack<TOperation>(leftOther, rightOther, parameters);
            }

            if (item < part.End)
                output[outputRow + item] = TElement.ParametricPack<TOperation>(left[leftRow + item], right[rightRow + item], parameters);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunElements(
        ArrayView<TBits> left, ArrayView<TBits> right, ArrayView<TBits> output, in KernelLayout layout, in Parameters parameters)
    {
        Tiling tiling = layout.Elements;
        for (TilePlace tile = tiling.First(); tiling.Contains(tile); tile = tiling.Next(tile))
        {
            TilePart part = tiling.PartOf<TWalk>(tile);
            long leftRow = part.Row * layout.Left.Elements + layout.ElementsInPacks;
            long rightRow = part.Row * layout.Right.Elements + layout.ElementsInPacks;
            long outputRow = part.Row * layout.Output.Elements + layout.ElementsInPacks;
            for (long item = part.First; item < part.End; item += part.Step)
            {
                TBits result = TElement.Parametric<TOperation>(left[leftRow + item], right[rightRow + item], parameters);
                output[outputRow + item] = layout.Adds != 0 ? TElement.Zip<Sum>(result, output[outputRow + item]) : result;
            }
        }
    }
}
