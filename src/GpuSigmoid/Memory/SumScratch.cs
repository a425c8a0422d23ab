namespace GpuSigmoid.Memory;

/// <summary>
/// Where the sums of blocks lie until they are added up: memory of one stream's own, so that what is queued on another does not come
/// between. It is kept and grows when more is wanted; a steady step allocates nothing.
/// </summary>
/// <param name="device">The device.</param>
/// <param name="stream">The stream; null is the device's own.</param>
internal sealed class SumScratch(SigmoidDevice device, SigmoidStream? stream) : IDisposable
{
    private DeviceMatrix<double>? _memory;

    /// <summary>Held while the passes of one sum are queued.</summary>
    public Lock Lock { get; } = new();

    /// <summary>Memory for so many float64 values, of undefined contents, until the next call.</summary>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory.</exception>
    public MatrixSlice Take(long length)
    {
        if (_memory is null || _memory.Length < length)
        {
            Release();
            _memory = device.Allocate<double>(1, length);
        }
        return _memory.Slice with { Stream = stream };
    }

    public void Dispose() => _memory?.Dispose();

    private void Release()
    {
        if (_memory is null)
            return;
        // Work that uses it may still be queued.
        if (stream is null)
            device.Synchronize();
        else
            stream.Synchronize();
        _memory.Dispose();
        _memory = null;
    }
}
