using GpuSigmoid.Memory;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;

namespace GpuSigmoid.Devices;

/// <summary>Bytes in the memory of an ILGPU accelerator.</summary>
internal sealed class IlgpuBuffer(MemoryBuffer memory) : DeviceBuffer(memory.LengthInBytes)
{
    private readonly MemoryBuffer _memory = memory;

    /// <summary>0 on OpenCL, whose buffers have handles instead of addresses.</summary>
    public override nint Address => _memory.Accelerator is CLAccelerator ? 0 : _memory.NativePtr;

    /// <summary>The elements from one offset to another, both counted in elements.</summary>
    public ArrayView<TBits> View<TBits>(long offset, long length)
        where TBits : unmanaged
    {
        ArrayView<byte> bytes = new(_memory, 0, LengthInBytes);
        return bytes.Cast<TBits>().SubView(offset, length);
    }

    public override void Write(long offsetInBytes, ReadOnlySpan<byte> source, SigmoidStream? stream = null)
    {
        ObjectDisposedException.ThrowIf(_memory.IsDisposed, this);
        if (source.IsEmpty)
            return;
        // The overload for spans pins them; the one for references leaves it to the caller.
        View<byte>(offsetInBytes, source.Length).CopyFromCPU(QueueOf(stream), source);
    }

    public override void Read(long offsetInBytes, Span<byte> destination, SigmoidStream? stream = null)
    {
        ObjectDisposedException.ThrowIf(_memory.IsDisposed, this);
        if (destination.IsEmpty)
            return;
        View<byte>(offsetInBytes, destination.Length).CopyToCPU(QueueOf(stream), destination);
    }

    public override void Dispose() => _memory.Dispose();

    private AcceleratorStream QueueOf(SigmoidStream? stream) => stream is null ? _memory.Accelerator.DefaultStream : stream.Queue!;
}
