namespace GpuSigmoid.Memory;

/// <summary>A buffer as the matrices that look into it share it: who owns the device, and whether it is still there.</summary>
internal sealed class DeviceMemory : IDisposable
{
    private DeviceBuffer? _buffer;

    private readonly long _bytesHeld;

    private DeviceMemory(SigmoidDevice device, DeviceBuffer buffer, long bytesHeld)
    {
        Device = device;
        _buffer = buffer;
        _bytesHeld = bytesHeld;
        device.CountHeld(bytesHeld);
    }

    public SigmoidDevice Device { get; }

    /// <summary>The buffer.</summary>
    /// <exception cref="ObjectDisposedException">The matrix that owns it, or the device, was disposed of.</exception>
    public DeviceBuffer Buffer
    {
        get
        {
            ObjectDisposedException.ThrowIf(Device.IsDisposed, Device);
            return _buffer ?? throw new ObjectDisposedException("DeviceMatrix", "The matrix, or the one that this is a view of, was disposed of.");
        }
    }

    public static DeviceMemory? TryAllocate(SigmoidDevice device, long bytes)
    {
        DeviceBuffer? buffer = device.TryAllocate(bytes);
        return buffer is null ? null : new DeviceMemory(device, buffer, bytes);
    }

    /// <summary>Memory that someone else owns: it counts as none of the device's.</summary>
    public static DeviceMemory Wrap(SigmoidDevice device, nint address, long bytes) => new(device, device.Wrap(address, bytes), 0);

    /// <summary>Frees the buffer; after the device is gone the driver has done so, and buffers know it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is not { } buffer)
            return;
        Device.CountHeld(-_bytesHeld);
        buffer.Dispose();
    }
}
