using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>output ← operation(input). The two may be the same memory.</summary>
internal static class MapKernel<TElement, TBits, TOperation, TWalk>
    where TElement : struct, IElement<TBits>
    where TBits : unmanaged
    where TOperation : struct, IMapOperation
    where TWalk : struct, IThreadWalk
{
    /// <summary>Where <see cref="KernelCache"/> keeps the kernel.</summary>
    public static readonly int Slot = KernelCache.TakeSlot();

    public static void Run(ArrayView<TBits> input, ArrayView<TBits> output, KernelLayout layout)
    {
        if (layout.Packs.ItemsPerRow > 0)
            RunPacks(input.Cast<Pack>(), output.Cast<Pack>(), layout);
        if (layout.Elements.ItemsPerRow > 0)
            RunElements(input, output, layout);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPacks(ArrayView<Pack> input, ArrayView<Pack> output, in KernelLayout layout)
    {
        Tiling tiling = layout.Packs;
        for (TilePlace tile = tiling.First(); tiling.Contains(tile); tile = tiling.Next(tile))
        {
            TilePart part = tiling.PartOf<TWalk>(tile);
            long inputRow = part.Row * layout.Left.Packs;
            long outputRow = part.Row * layout.Output.Packs;
            long item = part.First;
            for (; item + part.Step < part.End; item += 2 * part.Step)
            {
                // All loads are under way before any is computed with.
                Pack inputOne = input[inputRow + item];
                Pack inputOther = input[inputRow + item + part.Step];
                output[outputRow + item] = TElement.MapPack<TOperation>(inputOne);
                output[outputRow + item + part.Step] = TElement.MapPack<TOperation>(inputOther);
            }

            if (item < part.End)
                output[outputRow + item] = TElement.MapPack<TOperation>(input[inputRow + item]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunElements(ArrayView<TBits> input, ArrayView<TBits> output, in KernelLayout layout)
    {
        Tiling tiling = layout.Elements;
        for (TilePlace tile = tiling.First(); tiling.Contains(tile); tile = tiling.Next(tile))
        {
            TilePart part = tiling.PartOf<TWalk>(tile);
            long inputRow = part.Row * layout.Left.Elements + layout.ElementsInPacks;
            long outputRow = part.Row * layout.Output.Elements + layout.ElementsInPacks;
            for (long item = part.First; item < part.End; item += part.Step)
                output[outputRow + item] = TElement.Map<TOperation>(input[inputRow + item]);
        }
    }
}
