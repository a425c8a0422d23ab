using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Kernels.Intrinsics;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>
/// output ← operation(left, right), or that added to the output; sums ← the sums of the operation's results over each block of rows. The
/// output may be the same memory as an input.
/// </summary>
internal static class ZipSumKernel<TElement, TBits, TOperation>
    where TElement : struct, IElement<TBits>
    where TBits : unmanaged
    where TOperation : struct, IZipOperation
{
    /// <summary>Where <see cref="KernelCache"/> keeps the kernel.</summary>
    public static readonly int Slot = KernelCache.TakeSlot();

    public static void Run(
        ArrayView<TBits> left, ArrayView<TBits> right, ArrayView<TBits> output, ArrayView<double> sums, SumLayout layout)
    {
        if (layout.Packs.Items > 0)
            RunPacks(left.Cast<Pack>(), right.Cast<Pack>(), output.Cast<Pack>(), sums, layout);
        if (layout.Elements.Items > 0)
            RunElements(left, right, output, sums, layout);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPacks(
        ArrayView<Pack> left, ArrayView<Pack> right, ArrayView<Pack> output, ArrayView<double> sums, in SumLayout layout)
    {
        SumWalk walk = layout.Packs;
        for (long item = SumWalk.First(); item < walk.Items; item += SumWalk.Step())
        {
            BlockPart part = walk.PartOf(item);
            PackSums sum = PackSums.Zero;
            long row = part.FirstRow;
            long leftAt = row * layout.Left.Packs + part.Item;
            long rightAt = row * layout.Right.Packs + part.Item;
            long outputAt = row * layout.Output.Packs + part.Item;
            for (; row + 1 < part.EndRow; row += 2)
            {
                // All loads are under way before any is computed with.
                Pack leftOne = left[leftAt];
                Pack leftOther = left[leftAt + layout.Left.Packs];
                Pack rightOne = right[rightAt];
                Pack rightOther = right[rightAt + layout.Right.Packs];
                Pack one = PackCall.Compute<TElement, TBits, ZipFormula<TOperation>>(leftOne, rightOne, default, default);
                Pack other = PackCall.Compute<TElement, TBits, ZipFormula<TOperation>>(leftOther, rightOther, default, default);
                sum = TElement.AddPack(TElement.AddPack(sum, one), other);
                Store(output, outputAt, one, layout);
                Store(output, outputAt + layout.Output.Packs, other, layout);
                leftAt += 2 * layout.Left.Packs;
                rightAt += 2 * layout.Right.Packs;
                outputAt += 2 * layout.Output.Packs;
            }

            if (row < part.EndRow)
            {
                Pack last = PackCall.ComputeLast<TElement, TBits, ZipFormula<TOperation>>(left[leftAt], right[rightAt], default, default);
                sum = TElement.AddPack(sum, last);
                Store(output, outputAt, last, layout);
            }

            sum.Store(sums, layout.SumAt(part, part.Item * TElement.ElementsPerPack), TElement.ElementsPerPack);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunElements(
        ArrayView<TBits> left, ArrayView<TBits> right, ArrayView<TBits> output, ArrayView<double> sums, in SumLayout layout)
    {
        SumWalk walk = layout.Elements;
        for (long item = SumWalk.First(); item < walk.Items; item += SumWalk.Step())
        {
            BlockPart part = walk.PartOf(item);
            long column = layout.ColumnsInPacks + part.Item;
            Float64x1 sum = Float64x1.Of(0);
            for (long row = part.FirstRow; row < part.EndRow; ++row)
            {
                long place = row * layout.Output.Elements + column;
                TBits result = TElement.Compute(
                    left[row * layout.Left.Elements + column],
                    right[row * layout.Right.Elements + column],
                    default,
                    default(ZipFormula<TOperation>));
                sum += TElement.Widen(result);
                output[place] = layout.Adds != 0 ? TElement.Compute(result, output[place], default, default(ZipFormula<Sum>)) : result;
            }

            sums[layout.SumAt(part, column)] = sum.Value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ArrayView<Pack> output, long at, Pack result, in SumLayout layout) =>
        output[at] = layout.Adds != 0 ? PackCall.Compute<TElement, TBits, ZipFormula<Sum>>(result, output[at], default, default) : result;
}
