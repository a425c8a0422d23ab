using GpuSigmoid.Memory;

namespace GpuSigmoid;

public abstract partial class SigmoidDevice
{
    /// <summary>
    /// The CUcontext that the device works in: the GPU's primary one, as CUDA's runtime has it and with it TorchSharp, ONNX Runtime and
    /// cuBLAS. 0 on all devices but CUDA's, and once the device was disposed of. Memory and streams that are created in it can be wrapped.
    /// </summary>
    public virtual nint CudaContext => 0;

    /// <summary>
    /// A matrix over memory that someone else owns, without copying: a host pointer on <c>cpu</c> and <c>cpu-simulator</c>, on CUDA a device
    /// pointer that is valid in <see cref="CudaContext"/>, or one to managed or pinned memory.
    /// </summary>
    /// <param name="address">The address of the first element, a multiple of the element's size.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="leadingDimension">Elements from the start of a row to the start of the next: at least columns, which is the default.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <remarks>
    /// The owner keeps the memory alive and in place until all work on the matrix is done, and orders its own accesses against that work.
    /// Disposing of the matrix frees nothing. It does not count as held by the device. Two matrices over the same memory are known for that.
    /// </remarks>
    /// <exception cref="ArgumentException">The address is null though there are elements, or not aligned to them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is negative, the leading dimension below columns, or the bytes do not fit 64 bits.
    /// </exception>
    /// <exception cref="NotSupportedException">The device is an OpenCL device, whose memory has no addresses, or T is another type.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed of.</exception>
    public DeviceMatrix<T> Wrap<T>(nint address, long rows, long columns, long? leadingDimension = null)
        where T : unmanaged
    {
        ElementType.ThrowIfNotSupported<T>();
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        long stride = leadingDimension ?? columns;
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, columns, nameof(leadingDimension));
        int size = ElementType.SizeInBytes<T>();
        Int128 bytes = rows == 0 || columns == 0 ? 0 : ((Int128)(rows - 1) * stride + columns) * size;
        if (bytes > long.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(rows), $"{rows} rows of {stride} elements are more bytes than fit 64 bits.");
        if (bytes > 0 && (address == 0 || address % size != 0))
            throw new ArgumentException($"The address 0x{address:X} is null or not a multiple of the element's {size} bytes.", nameof(address));
        return new DeviceMatrix<T>(DeviceMemory.Wrap(this, address, (long)bytes), rows, columns, stride);
    }

    /// <summary>A new stream of this device.</summary>
    /// <exception cref="ObjectDisposedException">The device was disposed of.</exception>
    public SigmoidStream CreateStream()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return CreateStreamCore();
    }

    /// <summary>A CUDA stream of <see cref="CudaContext"/> that someone else owns, who keeps it alive while it is used here.</summary>
    /// <param name="handle">The CUstream.</param>
    /// <exception cref="NotSupportedException">The device is not a CUDA device.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed of.</exception>
    public SigmoidStream WrapStream(nint handle)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return WrapStreamCore(handle);
    }

    internal virtual SigmoidStream CreateStreamCore() => new(this, null);

    internal virtual SigmoidStream WrapStreamCore(nint handle) =>
        throw new NotSupportedException($"{Name} has no streams that others could own: only CUDA devices have.");
}
