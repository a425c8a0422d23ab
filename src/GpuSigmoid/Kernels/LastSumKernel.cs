using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics.Lanes;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>output ← the sum of the last block of sums, or that and the output, rounded to the element type.</summary>
internal static class LastSumKernel<TElement, TBits>
    where TElement : struct, IElement<TBits>
    where TBits : unmanaged
{
    /// <summary>Where <see cref="KernelCache"/> keeps the kernel.</summary>
    public static readonly int Slot = KernelCache.TakeSlot();

    public static void Run(ArrayView<double> sums, ArrayView<TBits> output, SumLayout layout)
    {
        if (layout.Packs.Items > 0)
            RunPacks(sums.Cast<Pack>(), output, layout);
        if (layout.Elements.Items > 0)
            RunElements(sums, output, layout);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPacks(ArrayView<Pack> sums, ArrayView<TBits> output, in SumLayout layout)
    {
        SumWalk walk = layout.Packs;
        for (long item = SumWalk.First(); item < walk.Items; item += SumWalk.Step())
        {
            PackSums sum = SumKernel<Float64Element, ulong>.SumPacks(sums, walk.PartOf(item), layout.Left.Packs);
            long column = item * Float64Element.ElementsPerPack;
            Store(output, column, sum.First, layout);
            Store(output, column + 1, sum.Second, layout);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunElements(ArrayView<double> sums, ArrayView<TBits> output, in SumLayout layout)
    {
        SumWalk walk = layout.Elements;
        for (long item = SumWalk.First(); item < walk.Items; item += SumWalk.Step())
        {
            long column = layout.ColumnsInPacks + item;
            Float64x1 sum = Float64x1.Of(0);
            for (long row = 0; row < walk.Rows; ++row)
                sum += new Float64x1(sums[row * layout.Left.Elements + column]);
            Store(output, column, sum, layout);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ArrayView<TBits> output, long column, Float64x1 sum, in SumLayout layout)
    {
        if (layout.Adds != 0)
            sum += TElement.Widen(output[column]);
        output[column] = TElement.Round(sum);
    }
}
