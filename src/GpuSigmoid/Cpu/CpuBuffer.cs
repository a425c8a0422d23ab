using System.Runtime.InteropServices;
using GpuSigmoid.Memory;

namespace GpuSigmoid.Cpu;

/// <summary>Native memory that starts on a cache line.</summary>
internal sealed unsafe class CpuBuffer : DeviceBuffer
{
    private const int CacheLine = 64;

    private CpuBuffer(byte* pointer, long lengthInBytes)
        : base(lengthInBytes) => Pointer = pointer;

    ~CpuBuffer() => NativeMemory.AlignedFree(Pointer);

    public byte* Pointer { get; private set; }

    public static CpuBuffer? TryCreate(long lengthInBytes)
    {
        try
        {
            return new CpuBuffer((byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(lengthInBytes, 1), CacheLine), lengthInBytes);
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    public override void Write(long offsetInBytes, ReadOnlySpan<byte> source) =>
        source.CopyTo(new Span<byte>(Pointer + offsetInBytes, source.Length));

    public override void Read(long offsetInBytes, Span<byte> destination) =>
        new ReadOnlySpan<byte>(Pointer + offsetInBytes, destination.Length).CopyTo(destination);

    public override void Dispose()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        GC.SuppressFinalize(this);
    }
}
