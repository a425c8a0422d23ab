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
        for (long item = SumLayout.First(); item < layout.Items; item += SumLayout.Step())
        {
            BlockPart part = layout.PartOf(item);
            Float64x1 sum = Float64x1.Of(0);
            for (long row = part.FirstRow; row < part.EndRow; ++row)
                sum += TElement.Widen(input[row * layout.Left + part.Column]);
            sums[item] = sum.Value;
        }
    }
}
