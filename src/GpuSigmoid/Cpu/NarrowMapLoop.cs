using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>
/// The CPU engine's loop over one input of a 2-byte type. What an operation cannot compute in packed vectors is looked up: it is a function of
/// 16 bits, whose results fill a table of 128 KiB. That takes less time than decoding, computing and encoding block by block, and what a
/// layer's values touch of the table stays in the first caches.
/// </summary>
internal unsafe readonly struct NarrowMapLoop<TElement, TOperation> : IRowLoop
    where TElement : struct, IVectorElement
    where TOperation : struct, IMapOperation
{
    private const int Values = 1 << 16;
    private const int BlockInBytes = IVectorElement.BlockLength * sizeof(ushort);

    /// <summary>The results for all inputs, which the loop over vectors computes when the operation is first used.</summary>
    private static readonly ushort[] Results = Compute();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TStore>(byte* input, byte* unusedSecond, byte* unusedThird, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        fixed (ushort* results = Results)
        {
            long blocks = length / IVectorElement.BlockLength;
            if (TElement.MapsPacked<TOperation>())
            {
                long done = blocks / 2 * 2;
                RunPacked<TStore>(results, input, output, done * BlockInBytes);
                blocks -= done;
                input += done * BlockInBytes;
                output += done * BlockInBytes;
            }
            for (; blocks > 0; blocks--)
            {
                LookUpBlock<TStore>(results, input, output);
                input += BlockInBytes;
                output += BlockInBytes;
            }
            for (long i = 0; i < length % IVectorElement.BlockLength; i++)
                ((ushort*)output)[i] = results[((ushort*)input)[i]];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunPacked<TStore>(ushort* results, byte* input, byte* output, long lengthInBytes)
        where TStore : struct, IVectorStore
    {
        long last = lengthInBytes - 2 * BlockInBytes;
        if (last < 0)
            return;
        bool isPlain = Block<TElement>.TryStartPacked<TOperation, TStore>(input, out StartedVector started);
        for (long at = 0; at <= last; at += 2 * BlockInBytes)
        {
            // Behind the last vector that one is started once more, for nobody.
            bool isNextPlain = Block<TElement>.TryStartPacked<TOperation, TStore>(
                input + Math.Min(at + 2 * BlockInBytes, last), out StartedVector next);
            if (isPlain)
            {
                TElement.FinishPacked<TOperation, TStore>(started, output + at);
            }
            else
            {
                LookUpBlock<TStore>(results, input + at, output + at);
                LookUpBlock<TStore>(results, input + at + BlockInBytes, output + at + BlockInBytes);
            }
            (started, isPlain) = (next, isNextPlain);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LookUpBlock<TStore>(ushort* results, byte* input, byte* output)
        where TStore : struct, IVectorStore
    {
        ulong* from = (ulong*)input;
        Vector256<ulong> block = Vector256.Create(
            Four(results, from[0]), Four(results, from[1]), Four(results, from[2]), Four(results, from[3]));
        TStore.Store(block.AsByte(), output);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Four(ushort* results, ulong inputs) =>
        results[(ushort)inputs]
        | ((ulong)results[(ushort)(inputs >> 16)] << 16)
        | ((ulong)results[(ushort)(inputs >> 32)] << 32)
        | ((ulong)results[inputs >> 48] << 48);

    private static ushort[] Compute()
    {
        ushort[] values = new ushort[Values];
        for (int i = 0; i < Values; i++)
            values[i] = (ushort)i;
        fixed (ushort* pointer = values)
            MapLoop<TElement, TOperation>.Run<CachedStore>((byte*)pointer, null, null, (byte*)pointer, Values);
        return values;
    }
}
