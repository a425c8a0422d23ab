using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Elements;

namespace GpuSigmoid.Cpu;

/// <summary>output ← input, bytes whatever they are.</summary>
internal readonly unsafe struct CopyLoop : IRowLoop
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TStore>(byte* input, byte* unusedSecond, byte* unusedThird, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        long whole = length / Vector512<byte>.Count * Vector512<byte>.Count;
        for (long i = 0; i < whole; i += Vector512<byte>.Count)
        {
            Prefetch.Ahead<TStore>(input + i, Vector512<byte>.Count);
            TStore.Store(Vector512.Load(input + i), output + i);
        }

        Unsafe.CopyBlockUnaligned(output + whole, input + whole, (uint)(length - whole));
    }
}
