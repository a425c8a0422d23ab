using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>
/// output ← operation(left, right) with parameters, element by element: its arithmetic outweighs what packs would save. The output may be
/// the same memory as an input.
/// </summary>
internal static class ParametricKernel<TElement, TBits, TOperation, TWalk>
    where TElement : struct, IElement<TBits>
    where TBits : unmanaged
    where TOperation : struct, IParametricOperation
    where TWalk : struct, IThreadWalk
{
    /// <summary>Where <see cref="KernelCache"/> keeps the kernel.</summary>
    public static readonly int Slot = KernelCache.TakeSlot();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        ArrayView<TBits> left, ArrayView<TBits> right, ArrayView<TBits> output, KernelLayout layout, Parameters parameters)
    {
        Tiling tiling = layout.Elements;
        for (TilePlace tile = tiling.First(); tiling.Contains(tile); tile = tiling.Next(tile))
        {
            TilePart part = tiling.PartOf<TWalk>(tile);
            long leftRow = part.Row * layout.Left.Elements;
            long rightRow = part.Row * layout.Right.Elements;
            long outputRow = part.Row * layout.Output.Elements;
            for (long item = part.First; item < part.End; item += part.Step)
                output[outputRow + item] = TElement.Parametric<TOperation>(left[leftRow + item], right[rightRow + item], parameters);
        }
    }
}
