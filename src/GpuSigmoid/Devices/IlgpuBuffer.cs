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
        // The overload for spans pins them; the one for references leaves it to the caller.
        View<byte>(offsetInBytes, source.Length).CopyFromCPU(_memory.Accelerator.DefaultStream, source);
    }

    public override void Read(long offsetInBytes, Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_memory.IsDisposed, this);
        if (destination.IsEmpty)
            return;
        View<byte>(offsetInBytes, destination.Length).CopyToCPU(_memory.Accelerator.DefaultStream, destination);
    }

    public override void Dispose() => _memory.Dispose();
}
