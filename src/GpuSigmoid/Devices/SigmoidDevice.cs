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
        _scratch = new SumScratch(this, stream: null);
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

    /// <summary>Whether the device was disposed of.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>
    /// Gives the device back, once the work queued on it is done. Its matrices can then only be disposed of. Their memory goes with the
    /// device; on <c>cpu</c>, where it is the process's, when they are disposed of or collected. An error that the driver has not reported yet
    /// of work queued before is thrown from here.
    /// </summary>
    public void Dispose()
    {
        if (IsDisposed)
            return;
        try
        {
            Synchronize();
        }
        finally
        {
            // What a driver reports of earlier work is thrown; the device goes all the same.
            MarkDisposed();
            _scratch.Dispose();
            Release();
            GC.SuppressFinalize(this);
        }
    }

    private protected abstract void Release();

    /// <summary>Takes bytes from the device, or gives null where it has not that many; their contents are undefined.</summary>
    internal abstract DeviceBuffer? TryAllocate(long bytes);

    /// <summary>Bytes that someone else owns, as a buffer of this device.</summary>
    /// <exception cref="NotSupportedException">The device's buffers have no addresses.</exception>
    internal abstract DeviceBuffer Wrap(nint address, long bytes);

    /// <summary>
    /// Queues, on the output's stream, output ← operation(input), elementwise. The two have one shape, are not empty, and overlap wholly or
    /// not at all. An input
    /// whose leading dimension is 0 is one row that stands for all, and shares no memory with the output.
    /// </summary>
    internal abstract void Map<TElement, TBits, TOperation>(in MatrixSlice input, in MatrixSlice output)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IMapOperation;

    /// <summary>Queues output ← operation(left + right), each sum rounded to the element type, elementwise, under the conditions of Map.</summary>
    internal abstract void MapAfterAdd<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice output)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IMapOperation;

    /// <summary>Queues output ← operation(left, right), elementwise, under the conditions of Map.</summary>
    internal abstract void Zip<TElement, TBits, TOperation>(in MatrixSlice left, in MatrixSlice right, in MatrixSlice output)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipOperation;

    /// <summary>
    /// Queues output ← operation(left, right) with parameters, or that, rounded, added to the output, elementwise, under the conditions of Map.
    /// </summary>
    internal abstract void Parametric<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice output, bool adds, in Parameters parameters)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IParametricOperation;

    /// <summary>
    /// Queues first and second ← operation(left, right), elementwise, under the conditions of Map; the outputs share no memory with each
    /// other. All runs on the first one's stream.
    /// </summary>
    internal abstract void ZipPair<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice first, in MatrixSlice second)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipPairOperation;

    /// <summary>Queues first and second ← operation(sum, sum), sum being left + right rounded to the element type, otherwise as ZipPair.</summary>
    internal abstract void PairAfterAdd<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice first, in MatrixSlice second)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipPairOperation;

    /// <summary>
    /// Queues output ← operation(first, second, third), or that, rounded, added to the output, elementwise, under the conditions of Map.
    /// </summary>
    internal abstract void Ternary<TElement, TBits, TOperation>(
        in MatrixSlice first, in MatrixSlice second, in MatrixSlice third, in MatrixSlice output, bool adds)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, ITernaryOperation;
}
