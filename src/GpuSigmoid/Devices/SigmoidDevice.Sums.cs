using GpuSigmoid.Elements;
using GpuSigmoid.Memory;
using GpuSigmoid.Numerics;

namespace GpuSigmoid;

public abstract partial class SigmoidDevice
{
    private DeviceMatrix<double>? _scratch;

    /// <summary>Held while the passes of one sum are queued: they share the scratch memory, which another sum's must not come between.</summary>
    internal Lock ScratchLock { get; } = new();

    /// <summary>
    /// Memory for so many float64 values, of undefined contents, until the next call. It is kept and grows when more is wanted, so that a
    /// steady step allocates nothing.
    /// </summary>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory.</exception>
    internal MatrixSlice Scratch(long length)
    {
        if (_scratch is null || _scratch.Length < length)
        {
            if (_scratch is not null)
            {
                // Work that uses it may still be queued.
                Synchronize();
                _scratch.Dispose();
                _scratch = null;
            }
            _scratch = Allocate<double>(1, length);
        }
        return _scratch.Slice;
    }

    /// <summary>
    /// Queues output ← operation(left, right), or that added to the output, under the conditions of Map; sums, a row for each block of
    /// <see cref="SumOrder"/>, takes the sums of the operation's rounded results.
    /// </summary>
    internal abstract void ZipSum<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice output, bool adds, in MatrixSlice sums)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipOperation;

    /// <summary>Queues sums ← the sums of each block of rows of the input, which is not empty.</summary>
    internal abstract void Sum<TElement, TBits>(in MatrixSlice input, in MatrixSlice sums)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged;

    /// <summary>Queues output, a row ← the sum of at most a block of rows of sums, or that and the output, rounded.</summary>
    internal abstract void LastSum<TElement, TBits>(in MatrixSlice sums, in MatrixSlice output, bool adds)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged;
}
