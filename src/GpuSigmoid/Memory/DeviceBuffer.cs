namespace GpuSigmoid.Memory;

/// <summary>Bytes on a device. Reading and writing wait until all work queued before on the device's stream is done.</summary>
internal abstract class DeviceBuffer(long lengthInBytes) : IDisposable
{
    public long LengthInBytes { get; } = lengthInBytes;

    /// <summary>Copies from the host to the device.</summary>
    public abstract void Write(long offsetInBytes, ReadOnlySpan<byte> source);

    /// <summary>Copies from the device to the host.</summary>
    public abstract void Read(long offsetInBytes, Span<byte> destination);

    /// <summary>Gives the memory back to the device, once the work that uses it is done.</summary>
    public abstract void Dispose();
}
