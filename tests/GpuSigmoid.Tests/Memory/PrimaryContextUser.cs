using System.Runtime.InteropServices;
using Xunit;

namespace GpuSigmoid.Tests.Memory;

/// <summary>Somebody else in the process who works in the first GPU's primary context and calls the driver by himself.</summary>
internal sealed unsafe class PrimaryContextUser : IDisposable
{
    private const uint NonBlocking = 1;

    private static readonly nint Driver = NativeLibrary.Load(OperatingSystem.IsWindows() ? "nvcuda" : "libcuda.so.1");

    private readonly int _device;

    public PrimaryContextUser()
    {
        int device;
        Check(((delegate* unmanaged<int*, int, int>)Function("cuDeviceGet"))(&device, 0));
        _device = device;
        nint context;
        Check(((delegate* unmanaged<nint*, int, int>)Function("cuDevicePrimaryCtxRetain"))(&context, device));
        Context = context;
        MakeCurrent();
    }

    public nint Context { get; }

    public nint Upload(ReadOnlySpan<float> values)
    {
        MakeCurrent();
        nint memory, bytes = values.Length * sizeof(float);
        Check(((delegate* unmanaged<nint*, nint, int>)Function("cuMemAlloc_v2"))(&memory, bytes));
        fixed (float* source = values)
            Check(((delegate* unmanaged<nint, void*, nint, int>)Function("cuMemcpyHtoD_v2"))(memory, source, bytes));
        return memory;
    }

    public float[] Download(nint memory, int length)
    {
        MakeCurrent();
        float[] values = new float[length];
        fixed (float* target = values)
            Check(((delegate* unmanaged<void*, nint, nint, int>)Function("cuMemcpyDtoH_v2"))(target, memory, length * sizeof(float)));
        return values;
    }

    public void Clear(nint memory, int length, nint stream)
    {
        MakeCurrent();
        Check(((delegate* unmanaged<nint, byte, nint, nint, int>)Function("cuMemsetD8Async"))(memory, 0, length * sizeof(float), stream));
    }

    public void Free(nint memory)
    {
        MakeCurrent();
        Check(((delegate* unmanaged<nint, int>)Function("cuMemFree_v2"))(memory));
    }

    public nint CreateStream()
    {
        MakeCurrent();
        nint stream;
        Check(((delegate* unmanaged<nint*, uint, int>)Function("cuStreamCreate"))(&stream, NonBlocking));
        return stream;
    }

    public void Synchronize(nint stream)
    {
        MakeCurrent();
        Check(((delegate* unmanaged<nint, int>)Function("cuStreamSynchronize"))(stream));
    }

    public void DestroyStream(nint stream)
    {
        MakeCurrent();
        Check(((delegate* unmanaged<nint, int>)Function("cuStreamDestroy_v2"))(stream));
    }

    public void Dispose() => Check(((delegate* unmanaged<int, int>)Function("cuDevicePrimaryCtxRelease_v2"))(_device));

    // As CUDA's runtime does at every call, where another context is current.
    private void MakeCurrent() => Check(((delegate* unmanaged<nint, int>)Function("cuCtxSetCurrent"))(Context));

    private static nint Function(string name) => NativeLibrary.GetExport(Driver, name);

    private static void Check(int error) => Assert.Equal(0, error);
}
