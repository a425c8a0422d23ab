using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics.Lanes;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>sums ← the sums of the input over each block of rows.</summary>
internal static class SumKernel<TElement, TBits>
    where TElement : struct, IElement<TBits>
    where TBits : unmanaged
{
    /// <summary>Where <see cref="KernelCache"/> keeps the kernel.</summary>
    public static readonly int Slot = KernelCache.TakeSlot();

    public static void Run(ArrayView<TBits> input, ArrayView<double> sums, SumLayout layout)
    {
        if (layout.Packs.Items > 0)
            RunPacks(input.Cast<Pack>(), sums, layout);
        if (layout.Elements.Items > 0)
            RunElements(input, sums, layout);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PackSums SumPacks(ArrayView<Pack> input, BlockPart part, long rowStride)
    {
        PackSums sum = PackSums.Zero;
        long row = part.FirstRow, at = row * rowStride + part.Item;
        for (; row + 3 < part.EndRow; row += 4)
        {
            // All loads are under way before any is added: a thread that walks down a column alone waits for little else.
            Pack first = input[at];
            Pack second = input[at + rowStride];
            Pack third = input[at + 2 * rowStride];
            Pack fourth = input[at + 3 * rowStride];
            sum = TElement.AddPack(TElement.AddPack(TElement.AddPack(TElement.AddPack(sum, first), second), third), fourth);
            at += 4 * rowStride;
        }

        for (; row < part.EndRow; ++row)
        {
            sum = TElement.AddPack(sum, input[at]);
            at += rowStride;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPacks(ArrayView<Pack> input, ArrayView<double> sums, in SumLayout layout)
    {
        SumWalk walk = layout.Packs;
        for (long item = SumWalk.First(); item < walk.Items; item += SumWalk.Step())
        {
            BlockPart part = walk.PartOf(item);
            PackSums sum = SumPacks(input, part, layout.Left.Packs);
            sum.Store(sums, layout.SumAt(part, part.Item * TElement.ElementsPerPack), TElement.ElementsPerPack);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunElements(ArrayView<TBits> input, ArrayView<double> sums, in SumLayout layout)
    {
        SumWalk walk = layout.Elements;
        for (long item = SumWalk.First(); item < walk.Items; item += SumWalk.Step())
        {
            BlockPart part = walk.PartOf(item);
            long column = layout.ColumnsInPacks + part.Item;
            Float64x1 sum = Float64x1.Of(0);
            for (long row = part.FirstRow; row < part.EndRow; ++row)
                sum += TElement.Widen(input[row * layout.Left.Elements + column]);
            sums[layout.SumAt(part, column)] = sum.Value;
        }
    }
}
