using System.Runtime.InteropServices;

namespace GpuSigmoid.Kernels;

/// <summary>From the start of one row to the start of the next.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct RowStride(long Packs, long Elements);

/// <summary>How a kernel walks its operands: whole packs first, then the elements of each row that fill none.</summary>
/// <param name="Packs">The walk over packs.</param>
/// <param name="Elements">The walk over the single elements.</param>
/// <param name="ElementsInPacks">The elements of a row that the packs hold.</param>
/// <param name="First">The rows of the first input.</param>
/// <param name="Second">The rows of the second input.</param>
/// <param name="Third">The rows of the third input, or of the second output.</param>
/// <param name="Output">The rows of the output.</param>
/// <param name="Adds">Whether results of single elements are added to the output, 1, or replace it, 0; those of packs replace it.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct KernelLayout(
    Tiling Packs,
    Tiling Elements,
    long ElementsInPacks,
    RowStride First,
    RowStride Second,
    RowStride Third,
    RowStride Output,
    int Adds);
