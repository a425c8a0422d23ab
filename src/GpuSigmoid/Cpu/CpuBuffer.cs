using System.Runtime.InteropServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Memory;

namespace GpuSigmoid.Cpu;

/// <summary>Native memory that starts on a cache line, or memory that someone else owns and frees.</summary>
internal sealed unsafe class CpuBuffer : DeviceBuffer
{
    private readonly CpuWorkers _workers;
    private readonly bool _isForeign;

    private CpuBuffer(CpuWorkers workers, byte* pointer, long lengthInBytes, bool isForeign)
        : base(lengthInBytes)
    {
        _workers = workers;
        Pointer = pointer;
        _isForeign = isForeign;
    }

    ~CpuBuffer() => Free();

    public byte* Pointer { get; private set; }

    public override nint Address => (nint)Pointer;

    public static CpuBuffer Wrap(CpuWorkers workers, nint address, long lengthInBytes) =>
        new(workers, (byte*)address, lengthInBytes, isForeign: true);

    public static CpuBuffer? TryCreate(CpuWorkers workers, long lengthInBytes)
    {
        try
        {
            void* memory = NativeMemory.AlignedAlloc((nuint)Math.Max(lengthInBytes, 1), CacheLine.SizeInBytes);
            return new CpuBuffer(workers, (byte*)memory, lengthInBytes, isForeign: false);
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    public override void Write(long offsetInBytes, ReadOnlySpan<byte> source, SigmoidStream? stream = null) =>
        HostCopy.Run(_workers, source, new Span<byte>(Pointer + offsetInBytes, source.Length));

    public override void Read(long offsetInBytes, Span<byte> destination, SigmoidStream? stream = null) =>
        HostCopy.Run(_workers, new ReadOnlySpan<byte>(Pointer + offsetInBytes, destination.Length), destination);

    public override void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (!_isForeign)
            NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
