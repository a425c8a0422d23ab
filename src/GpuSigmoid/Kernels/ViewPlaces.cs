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

    /// <summary>Whether two views of the same accelerator, neither of them empty, share memory.</summary>
    public static bool Overlap<TLeft, TRight>(ArrayView<TLeft> left, ArrayView<TRight> right)
        where TLeft : unmanaged
        where TRight : unmanaged
    {
        bool tellsAddresses = BufferOf(left).Accelerator is not CLAccelerator;
        if (!tellsAddresses && BufferOf(left).NativePtr != BufferOf(right).NativePtr)
            return false;
        long leftStart = AddressOf(left);
        long rightStart = AddressOf(right);
        return leftStart < rightStart + right.LengthInBytes && rightStart < leftStart + left.LengthInBytes;
    }

    /// <summary>Whether two views that share memory begin at one element.</summary>
    public static bool StartTogether<T>(ArrayView<T> left, ArrayView<T> right)
        where T : unmanaged =>
        AddressOf(left) == AddressOf(right);

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
