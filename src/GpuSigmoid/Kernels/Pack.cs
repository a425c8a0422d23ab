using System.Runtime.InteropServices;

namespace GpuSigmoid.Kernels;

/// <summary>
/// Sixteen bytes of elements: what a GPU's thread loads and stores with one instruction where the address is a multiple of sixteen.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Pack(uint first, uint second, uint third, uint fourth)
{
    public const int SizeInBytes = 16;

    public readonly uint First = first;
    public readonly uint Second = second;
    public readonly uint Third = third;
    public readonly uint Fourth = fourth;
}
