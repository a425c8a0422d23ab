using GpuSigmoid.Elements;
using GpuSigmoid.Memory;
using GpuSigmoid.Numerics;

namespace GpuSigmoid;

/// <summary>A device that holds matrices and runs the sigmoid's passes over them.</summary>
public abstract partial class SigmoidDevice : IDisposable
{
    private protected SigmoidDevice(string name, DeviceKind kind, string description, long memoryInBytes)
    {
        Name = name;
        Kind = kind;
        Description = description;
        MemoryInBytes = memoryInBytes;
    }

    /// <summary>The name to open the device by: <c>cuda:0</c>, <c>opencl:0</c>, <c>cpu</c> or <c>cpu-simulator</c>.</summary>
    public string Name { get; }

    /// <summary>What runs the kernels.</summary>
    public DeviceKind Kind { get; }

    /// <summary>The device's own name, and its driver's version where there is a driver.</summary>
    public string Description { get; }

    /// <summary>The memory of the device in bytes.</summary>
    public long MemoryInBytes { get; }

    /// <summary>Waits until all work that was queued on the device is done.</summary>
    public abstract void Synchronize();

    /// <summary>Gives the device back. Its matrices are freed with it.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the device holds.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected abstract void Dispose(bool disposing);

    /// <summary>Takes bytes from the device; their contents are undefined.</summary>
    /// <exception cref="OutOfMemoryException">The device has not that much.</exception>
    internal abstract DeviceBuffer Allocate(long bytes);

    /// <summary>Queues output ← operation(input), elementwise. The two have one shape, are not empty, and overlap wholly or not at all.</summary>
    internal abstract void Map<TElement, TBits, TOperation>(in MatrixSlice input, in MatrixSlice output)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IMapOperation;

    /// <summary>Queues output ← operation(left, right), elementwise, under the conditions of Map.</summary>
    internal abstract void Zip<TElement, TBits, TOperation>(in MatrixSlice left, in MatrixSlice right, in MatrixSlice output)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipOperation;
}
