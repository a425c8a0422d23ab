namespace GpuSigmoid.Memory;

/// <summary>A buffer as the matrices that look into it share it: who owns the device, and whether it is still there.</summary>
internal sealed class DeviceMemory : IDisposable
{
    private DeviceBuffer? _buffer;

    private DeviceMemory(SigmoidDevice device, DeviceBuffer buffer)
    {
        Device = device;
        _buffer = buffer;
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
        if (buffer is null)
            return null;
        device.CountHeld(bytes);
        return new DeviceMemory(device, buffer);
    }

    /// <summary>Frees the buffer; after the device is gone the driver has done so, and buffers know it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is not { } buffer)
            return;
        Device.CountHeld(-buffer.LengthInBytes);
        buffer.Dispose();
    }
}
