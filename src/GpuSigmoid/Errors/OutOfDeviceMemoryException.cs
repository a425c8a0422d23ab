namespace GpuSigmoid;

/// <summary>A device has not the memory for a matrix. Nothing was taken; the device and its other matrices work on.</summary>
public sealed class OutOfDeviceMemoryException : Exception
{
    internal OutOfDeviceMemoryException(SigmoidDevice device, long rows, long columns, long bytesWanted)
        : base(
            $"A matrix of {rows} x {columns} needs {bytesWanted} bytes, which {device.Name} has not free: it has {device.MemoryInBytes} bytes " +
            $"in all, of which {device.BytesHeld} are held by matrices.")
    {
        BytesWanted = bytesWanted;
        DeviceBytes = device.MemoryInBytes;
    }

    /// <summary>The bytes that the matrix needs.</summary>
    public long BytesWanted { get; }

    /// <summary>The bytes that the device has in all.</summary>
    public long DeviceBytes { get; }
}
