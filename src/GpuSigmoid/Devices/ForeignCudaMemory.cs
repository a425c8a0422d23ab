using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace GpuSigmoid.Devices;

/// <summary>CUDA memory that someone else owns, as an ILGPU buffer: it is never freed here.</summary>
internal sealed class ForeignCudaMemory : MemoryBuffer
{
    public ForeignCudaMemory(CudaAccelerator accelerator, nint address, long lengthInBytes)
        : base(accelerator, lengthInBytes, sizeof(byte)) => NativePtr = address;

    protected override void MemSet(AcceleratorStream stream, byte value, in ArrayView<byte> targetView) =>
        CudaMemoryBuffer.CudaMemSet((CudaStream)stream, value, targetView);

    protected override void CopyFrom(AcceleratorStream stream, in ArrayView<byte> sourceView, in ArrayView<byte> targetView) =>
        CudaMemoryBuffer.CudaCopy((CudaStream)stream, sourceView, targetView);

    protected override void CopyTo(AcceleratorStream stream, in ArrayView<byte> sourceView, in ArrayView<byte> targetView) =>
        CudaMemoryBuffer.CudaCopy((CudaStream)stream, sourceView, targetView);

    protected override void DisposeAcceleratorObject(bool disposing) => NativePtr = 0;
}
