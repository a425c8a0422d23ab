using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>
/// The CPU engine's loop from one input to S and c = copysign(S(−|x|), x), which stands in the third input's place: some elements at a time,
/// which stay in the nearest cache, through the loop for each.
/// </summary>
internal unsafe readonly struct OutputAndTailLoop<TElement, TBits> : IRowLoop
    where TElement : struct, IVectorElement
    where TBits : unmanaged
{
    /// <inheritdoc/>
    public static void Run<TStore>(byte* input, byte* unusedSecond, byte* tail, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        // The caller has seen to the output's alignment only.
        if ((nint)tail % CacheLine.SizeInBytes == 0)
            Run<TStore, TStore>(input, tail, output, length);
        else
            Run<TStore, CachedStore>(input, tail, output, length);
    }

    [SkipLocalsInit]
    private static void Run<TStore, TTailStore>(byte* input, byte* tail, byte* output, long length)
        where TStore : struct, IVectorStore
        where TTailStore : struct, IVectorStore
    {
        byte* apart = stackalloc byte[Stretch.Length * sizeof(double)];
        for (; length > 0; length -= Stretch.Length)
        {
            long stretch = Math.Min(Stretch.Length, length), stretchInBytes = stretch * sizeof(TBits);
            // Either may lie over the input: neither is written before both are known.
            AnyMapLoop<TElement, TBits, ForwardTail<Forward>>.Run<CachedStore>(input, null, null, apart, stretch);
            AnyMapLoop<TElement, TBits, Forward>.Run<TStore>(input, null, null, output, stretch);
            Copy<TTailStore>(apart, tail, stretchInBytes);
            input += stretchInBytes;
            tail += stretchInBytes;
            output += stretchInBytes;
        }
    }

    private static void Copy<TStore>(byte* source, byte* destination, long bytes)
        where TStore : struct, IVectorStore
    {
        for (; bytes >= CacheLine.SizeInBytes; bytes -= CacheLine.SizeInBytes)
        {
            TStore.Store(Vector512.Load(source), destination);
            source += CacheLine.SizeInBytes;
            destination += CacheLine.SizeInBytes;
        }
        Unsafe.CopyBlockUnaligned(destination, source, (uint)bytes);
    }
}
