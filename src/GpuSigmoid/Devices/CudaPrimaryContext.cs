using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace GpuSigmoid.Devices;

/// <summary>
/// Puts an accelerator into its GPU's primary context, where CUDA's runtime works and with it PyTorch, ONNX Runtime and cuBLAS: their
/// pointers and streams are then valid here, and ours there.
/// </summary>
/// <remarks>
/// ILGPU 1.5.3 creates a context for each accelerator and has no public way into another. But nothing of the accelerator's is in that
/// context before its first use, and every thread's first call makes the one current that <see cref="Accelerator.NativePtr"/> names.
/// </remarks>
internal static partial class CudaPrimaryContext
{
    /// <summary>Exchanges the context that ILGPU has just created, which is destroyed, for the primary one.</summary>
    /// <exception cref="CudaException">The driver refuses. The accelerator is in its own context still, and can be disposed of.</exception>
    public static void Enter(CudaAccelerator accelerator)
    {
        nint own = accelerator.NativePtr;
        CudaException.ThrowIfFailed(Retain(out nint primary, accelerator.DeviceId));
        try
        {
            CudaException.ThrowIfFailed(CudaAPI.CurrentAPI.SetCurrentContext(primary));
            CudaException.ThrowIfFailed(CudaAPI.CurrentAPI.DestroyContext(own));
        }
        catch
        {
            _ = Release(accelerator.DeviceId);
            throw;
        }

        SetNativePtr(accelerator, primary);
        // A device that nobody disposes of holds its GPU to the process's end.
#pragma warning disable CA1816 // Not our own finalizer, but ILGPU's, which would destroy a context that others work in.
        GC.SuppressFinalize(accelerator);
#pragma warning restore CA1816
    }

    /// <summary>Disposes of the accelerator, which destroys the context that it names, and leaves the primary one to others.</summary>
    public static void Dispose(CudaAccelerator accelerator)
    {
        nint primary = accelerator.NativePtr;
        accelerator.Bind();
        CudaException.ThrowIfFailed(CudaAPI.CurrentAPI.CreateContext(out nint toDestroy, default, accelerator.DeviceId));
        try
        {
            // Kernels, streams and memory go in the context that they are in: it is current, and ILGPU does not look at the name again.
            CudaException.ThrowIfFailed(CudaAPI.CurrentAPI.SetCurrentContext(primary));
            SetNativePtr(accelerator, toDestroy);
            accelerator.Dispose();
        }
        finally
        {
            _ = Release(accelerator.DeviceId);
        }
    }

    [LibraryImport(NativeLibraries.Cuda, EntryPoint = "cuDevicePrimaryCtxRetain")]
    private static partial CudaError Retain(out nint context, int device);

    [LibraryImport(NativeLibraries.Cuda, EntryPoint = "cuDevicePrimaryCtxRelease_v2")]
    private static partial CudaError Release(int device);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_" + nameof(Accelerator.NativePtr))]
    private static extern void SetNativePtr(Accelerator accelerator, nint context);
}
