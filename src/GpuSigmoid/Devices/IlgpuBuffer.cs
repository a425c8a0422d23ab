using System.Runtime.InteropServices;
using GpuSigmoid.Memory;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid.Devices;

/// <summary>Bytes in the memory of an ILGPU accelerator.</summary>
internal sealed class IlgpuBuffer(MemoryBuffer1D<byte, Stride1D.Dense> memory) : DeviceBuffer(memory.Length)
{
    private readonly MemoryBuffer1D<byte, Stride1D.Dense> _memory = memory;

    /// <summary>The elements from one offset to another, both counted in elements.</summary>
    public ArrayView<TBits> View<TBits>(long offset, long length)
        where TBits : unmanaged
    {
        ArrayView<byte> bytes = _memory.View;
        return bytes.Cast<TBits>().SubView(offset, length);
    }

    public override void Write(long offsetInBytes, ReadOnlySpan<byte> source)
    {
        ObjectDisposedException.ThrowIf(_memory.IsDisposed, this);
        if (source.IsEmpty)
            return;
        ArrayView<byte> target = View<byte>(offsetInBytes, source.Length);
        target.CopyFromCPU(_memory.Accelerator.DefaultStream, ref MemoryMarshal.GetReference(source), source.Length);
    }

    public override void Read(long offsetInBytes, Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_memory.IsDisposed, this);
        if (destination.IsEmpty)
            return;
        ArrayView<byte> source = View<byte>(offsetInBytes, destination.Length);
        source.CopyToCPU(_memory.Accelerator.DefaultStream, ref MemoryMarshal.GetReference(destination), destination.Length);
    }

    public override void Dispose() => _memory.Dispose();
}
