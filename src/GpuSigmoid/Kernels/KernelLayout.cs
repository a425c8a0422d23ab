using System.Runtime.InteropServices;

namespace GpuSigmoid.Kernels;

/// <summary>From the start of one row to the start of the next.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct RowStride(long Packs, long Elements);

/// <summary>How a kernel walks its operands: whole packs first, then the elements of each row that fill none.</summary>
/// <param name="Packs">The walk over packs.</param>
/// <param name="Elements">The walk over the single elements.</param>
/// <param name="ElementsInPacks">The elements of a row that the packs hold.</param>
/// <param name="Left">The rows of the first, or only, input.</param>
/// <param name="Right">The rows of the second input.</param>
/// <param name="Output">The rows of the output.</param>
/// <param name="Third">The rows of the third input.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct KernelLayout(
    Tiling Packs, Tiling Elements, long ElementsInPacks, RowStride Left, RowStride Right, RowStride Output, RowStride Third = default)
{
    /// <summary>Whether the results of single elements are added to the output, 1, or replace it, 0; those of packs replace it.</summary>
    public int Adds { get; init; }
}
