using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuSigmoid.Cpu;
using GpuSigmoid.Elements;

namespace GpuSigmoid.Bench.Passes;

/// <summary>output ← first, by the runtime's own copy.</summary>
internal readonly unsafe struct SpanCopyLoop<T> : IRowLoop
    where T : unmanaged
{
    public static void Run<TStore>(byte* first, byte* second, byte* third, byte* output, long length)
        where TStore : struct, IVectorStore =>
        new ReadOnlySpan<T>(first, (int)length).CopyTo(new Span<T>(output, (int)length));
}

/// <summary>output ← first, a vector of 512 bits at a time.</summary>
internal readonly unsafe struct VectorCopyLoop<T> : IRowLoop
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TStore>(byte* first, byte* second, byte* third, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        long bytes = length * sizeof(T);
        long whole = bytes / Vector512<byte>.Count * Vector512<byte>.Count;
        for (long i = 0; i < whole; i += Vector512<byte>.Count)
            TStore.Store(Vector512.Load(first + i), output + i);
        Unsafe.CopyBlockUnaligned(output + whole, first + whole, (uint)(bytes - whole));
    }
}

/// <summary>output ← first + second.</summary>
internal readonly unsafe struct AddLoop<T> : IRowLoop
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TStore>(byte* first, byte* second, byte* third, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        long bytes = length * sizeof(T);
        long whole = bytes / Vector512<byte>.Count * Vector512<byte>.Count;
        for (long i = 0; i < whole; i += Vector512<byte>.Count)
            TStore.Store(Sum(Vector512.Load(first + i), Vector512.Load(second + i)), output + i);
        if (whole == bytes)
            return;
        byte* rest = stackalloc byte[2 * Vector512<byte>.Count];
        Unsafe.CopyBlockUnaligned(rest, first + whole, (uint)(bytes - whole));
        Unsafe.CopyBlockUnaligned(rest + Vector512<byte>.Count, second + whole, (uint)(bytes - whole));
        Sum(Vector512.Load(rest), Vector512.Load(rest + Vector512<byte>.Count)).Store(rest);
        Unsafe.CopyBlockUnaligned(output + whole, rest, (uint)(bytes - whole));
    }

    // The 2-byte types are added as integers: the traffic is what counts, and it is the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Sum(Vector512<byte> left, Vector512<byte> right) =>
        typeof(T) == typeof(float) ? (left.AsSingle() + right.AsSingle()).AsByte()
        : typeof(T) == typeof(double) ? (left.AsDouble() + right.AsDouble()).AsByte()
        : (left.AsUInt16() + right.AsUInt16()).AsByte();
}

/// <summary>
/// Another loop, a few lines at a time, whose inputs are asked into the second cache a page ahead: there they take none of the places that
/// stores past the caches wait in.
/// </summary>
internal readonly unsafe struct AskingAheadLoop<T, TLoop> : IRowLoop
    where T : unmanaged
    where TLoop : struct, IRowLoop
{
    private const int CacheLine = 64;
    private const int Page = 4096;
    private const int StretchInBytes = 16 * CacheLine;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TStore>(byte* first, byte* second, byte* third, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        long bytes = length * sizeof(T);
        for (long at = 0; at < bytes; at += StretchInBytes)
        {
            for (long line = at + Page; Sse.IsSupported && line < at + Page + StretchInBytes; line += CacheLine)
            {
                Sse.Prefetch1(first + line);
                Sse.Prefetch1(second + line);
            }
            TLoop.Run<TStore>(first + at, second + at, third, output + at, Math.Min(StretchInBytes, bytes - at) / sizeof(T));
        }
    }
}
