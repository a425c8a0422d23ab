using System.Runtime.InteropServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Memory;

namespace GpuSigmoid.Cpu;

/// <summary>Native memory that starts on a cache line, or memory that someone else owns and frees.</summary>
internal sealed unsafe class CpuBuffer : DeviceBuffer
{
    private readonly bool _isForeign;

    private CpuBuffer(byte* pointer, long lengthInBytes, bool isForeign)
        : base(lengthInBytes)
    {
        Pointer = pointer;
        _isForeign = isForeign;
    }

    ~CpuBuffer() => Free();

    public byte* Pointer { get; private set; }

    public override nint Address => (nint)Pointer;

    public static CpuBuffer Wrap(nint address, long lengthInBytes) => new((byte*)address, lengthInBytes, isForeign: true);

    public static CpuBuffer? TryCreate(long lengthInBytes)
    {
        try
        {
            return new CpuBuffer((byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(lengthInBytes, 1), CacheLine.SizeInBytes), lengthInBytes, isForeign: false);
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    public override void Write(long offsetInBytes, ReadOnlySpan<byte> source, SigmoidStream? stream = null) =>
        source.CopyTo(new Span<byte>(Pointer + offsetInBytes, source.Length));

    public override void Read(long offsetInBytes, Span<byte> destination, SigmoidStream? stream = null) =>
        new ReadOnlySpan<byte>(Pointer + offsetInBytes, destination.Length).CopyTo(destination);

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
