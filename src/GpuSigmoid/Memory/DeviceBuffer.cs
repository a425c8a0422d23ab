namespace GpuSigmoid.Memory;

/// <summary>
/// Bytes on a device. Reading and writing wait until all work queued before on the stream is done; no stream is the device's own.
/// </summary>
internal abstract class DeviceBuffer(long lengthInBytes) : IDisposable
{
    public long LengthInBytes { get; } = lengthInBytes;

    /// <summary>Where the bytes begin, in an address space that all buffers of the device share; 0 where it has none.</summary>
    public abstract nint Address { get; }

    /// <summary>Copies from the host to the device.</summary>
    public abstract void Write(long offsetInBytes, ReadOnlySpan<byte> source, SigmoidStream? stream = null);

    /// <summary>Copies from the device to the host.</summary>
    public abstract void Read(long offsetInBytes, Span<byte> destination, SigmoidStream? stream = null);

    /// <summary>Gives the memory back to the device, once the work that uses it is done.</summary>
    public abstract void Dispose();
}
