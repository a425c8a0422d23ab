using GpuSigmoid.Elements;
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
        for (long item = SumLayout.First(); item < layout.Items; item += SumLayout.Step())
        {
            BlockPart part = layout.PartOf(item);
            Float64x1 sum = Float64x1.Of(0);
            for (long row = part.FirstRow; row < part.EndRow; ++row)
            {
                long place = row * layout.Output + part.Column;
                TBits result = TElement.Zip<TOperation>(
                    left[row * layout.Left + part.Column], right[row * layout.Right + part.Column]);
                sum += TElement.Widen(result);
                output[place] = layout.Adds != 0 ? TElement.Zip<Sum>(result, output[place]) : result;
            }

            sums[item] = sum.Value;
        }
    }
}
