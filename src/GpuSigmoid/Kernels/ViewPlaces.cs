using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;

namespace GpuSigmoid.Kernels;

/// <summary>Where views lie, found without boxing them.</summary>
internal static class ViewPlaces
{
    /// <summary>
    /// The address of the view's first element; on OpenCL, which tells no addresses, its distance from the start of the buffer, that
    /// being aligned for every type.
    /// </summary>
    public static long AddressOf<T>(ArrayView<T> view)
        where T : unmanaged
    {
        MemoryBuffer buffer = BufferOf<ArrayView<T>>(view);
        return (buffer.Accelerator is CLAccelerator ? 0 : buffer.NativePtr) + IndexInBytesOf(view);
    }

    /// <summary>Whether two views of the same accelerator share memory without being the same.</summary>
    public static bool OverlapPartially<T>(ArrayView<T> left, ArrayView<T> right)
        where T : unmanaged
    {
        bool tellsAddresses = BufferOf(left).Accelerator is not CLAccelerator;
        if (!tellsAddresses && BufferOf(left).NativePtr != BufferOf(right).NativePtr)
            return false;
        long leftStart = AddressOf(left);
        long rightStart = AddressOf(right);
        return leftStart != rightStart && leftStart < rightStart + right.LengthInBytes && rightStart < leftStart + left.LengthInBytes;
    }

    public static Accelerator AcceleratorOf<T>(ArrayView<T> view)
        where T : unmanaged =>
        BufferOf(view).Accelerator;

    private static MemoryBuffer BufferOf<TView>(TView view)
        where TView : struct, IArrayView =>
        view.Buffer;

    private static long IndexInBytesOf<TView>(TView view)
        where TView : struct, IContiguousArrayView =>
        view.IndexInBytes;
}
