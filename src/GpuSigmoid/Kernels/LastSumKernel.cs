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
        for (long column = SumLayout.First(); column < layout.Items; column += SumLayout.Step())
        {
            Float64x1 sum = Float64x1.Of(0);
            for (long row = 0; row < layout.Rows; ++row)
                sum += new Float64x1(sums[row * layout.Left + column]);
            if (layout.Adds != 0)
                sum += TElement.Widen(output[column]);
            output[column] = TElement.Round(sum);
        }
    }
}
