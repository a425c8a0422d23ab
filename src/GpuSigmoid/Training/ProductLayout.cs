using System.Runtime.InteropServices;

namespace GpuSigmoid.Training;

/// <summary>What a kernel must know of the shapes of a matrix product; strides count elements.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ProductLayout(
    long Rows,
    long Columns,
    long Depth,
    long LeftRowStride,
    long LeftColumnStride,
    long RightRowStride,
    long RightColumnStride,
    long ProductRowStride);
