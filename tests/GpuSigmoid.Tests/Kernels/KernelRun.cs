using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Memory;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>A zip over raw bits on a device: buffers for the call alone, filled with a mark that must survive outside the result.</summary>
internal static class KernelRun
{
    /// <summary>The results for one row.</summary>
    public static TBits[] Zip<TElement, TBits, TOperation>(SigmoidDevice device, TBits[] left, TBits[] right)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipOperation
    {
        int size = Unsafe.SizeOf<TBits>();
        using DeviceBuffer leftBuffer = device.TryAllocate(left.Length * size)!;
        using DeviceBuffer rightBuffer = device.TryAllocate(left.Length * size)!;
        using DeviceBuffer outputBuffer = device.TryAllocate(left.Length * size)!;
        leftBuffer.Write(0, MemoryMarshal.AsBytes<TBits>(left));
        rightBuffer.Write(0, MemoryMarshal.AsBytes<TBits>(right));
        device.Zip<TElement, TBits, TOperation>(Row(leftBuffer), Row(rightBuffer), Row(outputBuffer));
        TBits[] output = new TBits[left.Length];
        outputBuffer.Read(0, MemoryMarshal.AsBytes(output.AsSpan()));
        return output;

        MatrixSlice Row(DeviceBuffer buffer) => new(buffer, 0, 1, left.Length, left.Length);
    }
}
