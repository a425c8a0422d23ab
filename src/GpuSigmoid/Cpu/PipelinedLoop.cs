using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>The CPU engine's loop over one input for operations and element types with a <see cref="SigmoidPipeline{TVector}"/>.</summary>
internal static unsafe class PipelinedLoop<TElement, TOperation>
    where TElement : struct, IVectorElement
    where TOperation : struct, IMapOperation
{
    /// <summary>Blocks that are run by themselves where too much of a line is left: more will follow.</summary>
    private const int BlocksAlone = 4;

    private static int BlockInBytes => IVectorElement.BlockLength * TElement.SizeInBytes;

    private static bool IsWide => Vector512.IsHardwareAccelerated;

    /// <summary>Whether there is a pipeline.</summary>
    public static bool Exists => TOperation.PipelineResult != PipelineResult.None && IsSupported;

    private static bool IsSupported =>
        typeof(TElement) == typeof(Float32Element) ? IsWide ? SigmoidAvx512.IsSupported : SigmoidAvx2.IsSupported
        : typeof(TElement) == typeof(Float64Element) && IsWide && SigmoidFloat64Avx512.IsSupported;

    /// <summary>Whether there is one and enough to fill it.</summary>
    public static bool Pays(long blocks) => blocks > SigmoidPipeline.Depth && Exists;

    /// <summary>Runs that many blocks.</summary>
    public static void Run<TStore>(byte* input, byte* output, long blocks)
        where TStore : struct, IVectorStore
    {
        if (TOperation.PipelineResult == PipelineResult.Tail)
            Run<TStore, MarkedForm>(input, output, blocks);
        else
            Run<TStore, PlainForm>(input, output, blocks);
    }

    private static void Run<TStore, TForm>(byte* input, byte* output, long blocks)
        where TStore : struct, IVectorStore
        where TForm : struct, ISigmoidForm
    {
        if (typeof(TElement) == typeof(Float64Element))
            Run<TStore, SigmoidFloat64Avx512, Vector512<double>, TForm>(input, output, blocks);
        else if (IsWide)
            Run<TStore, SigmoidAvx512, Vector512<float>, TForm>(input, output, blocks);
        else
            Run<TStore, SigmoidAvx2, Vector256<float>, TForm>(input, output, blocks);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TStore, TSteps, TVector, TForm>(byte* input, byte* output, long blocks)
        where TStore : struct, IVectorStore
        where TSteps : struct, ISigmoidSteps<TVector>
        where TVector : unmanaged
        where TForm : struct, ISigmoidForm
    {
        LeftLines<TElement>.MakeEmpty(out LeftLines<TElement> left);
        long end = blocks * BlockInBytes;
        for (long at = 0; at < end;)
        {
            at = RunWhileFewAreLeft<TStore, TSteps, TVector, TForm>(input, output, at, end, ref left);
            if (left.AreEnough)
            {
                left.Complete<TOperation, TStore>();
                continue;
            }
            for (long stop = Math.Min(at + BlocksAlone * BlockInBytes, end); at < stop; at += BlockInBytes)
                Block<TElement>.Map<TOperation, TStore>(input + at, output + at);
        }
        left.Complete<TOperation, TStore>();
    }

    /// <summary>Runs lines from one place on until enough elements are left, or too many of a block's first line; returns the place reached.</summary>
    // A method of its own, without calls: nothing that the pipeline has in registers is saved for one.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static long RunWhileFewAreLeft<TStore, TSteps, TVector, TForm>(
        byte* input, byte* output, long at, long end, ref LeftLines<TElement> left)
        where TStore : struct, IVectorStore
        where TSteps : struct, ISigmoidSteps<TVector>
        where TVector : unmanaged
        where TForm : struct, ISigmoidForm
    {
        // Behind the last vector the pipeline takes that once more, for results that nobody takes.
        long last = end - sizeof(TVector);
        bool isHalfALine = sizeof(TVector) < CacheLine.SizeInBytes;
        SigmoidPipeline<TVector> pipeline = SigmoidPipeline<TVector>.Start<TSteps, TForm>(
            Load<TVector>(input + at),
            Load<TVector>(input + Math.Min(at + sizeof(TVector), last)),
            Load<TVector>(input + Math.Min(at + 2 * sizeof(TVector), last)));
        for (; at <= last; at += CacheLine.SizeInBytes)
        {
            Prefetch.Ahead<TStore>(input + at, CacheLine.SizeInBytes);
            TVector lower = Next<TSteps, TVector, TForm>(ref pipeline, input, at, last, out uint leftBits), upper = lower;
            if (isHalfALine)
            {
                upper = Next<TSteps, TVector, TForm>(ref pipeline, input, at + sizeof(TVector), last, out uint upperBits);
                leftBits |= upperBits << (sizeof(TVector) / TElement.SizeInBytes);
            }
            if (leftBits == 0)
            {
                Store<TStore, TVector>(lower, output + at);
                if (isHalfALine)
                    Store<TStore, TVector>(upper, output + at + sizeof(TVector));
                continue;
            }
            if (left.AreEnough || (at % BlockInBytes == 0 && BitOperations.PopCount(leftBits) > LeftLines<TElement>.MostOfLine))
                break;
            left.Add(lower, upper, input + at, output + at, leftBits);
        }
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Next<TSteps, TVector, TForm>(
        ref SigmoidPipeline<TVector> pipeline, byte* input, long at, long last, out uint left)
        where TSteps : struct, ISigmoidSteps<TVector>
        where TVector : unmanaged
        where TForm : struct, ISigmoidForm
    {
        TVector next = Load<TVector>(input + Math.Min(at + SigmoidPipeline.Depth * sizeof(TVector), last));
        return pipeline.Next<TSteps, TForm>(Load<TVector>(input + at), next, out left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load<TVector>(byte* source)
        where TVector : unmanaged =>
        Unsafe.ReadUnaligned<TVector>(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TStore, TVector>(TVector value, byte* destination)
        where TStore : struct, IVectorStore
        where TVector : unmanaged
    {
        if (sizeof(TVector) == Vector512<byte>.Count)
            TStore.Store(Unsafe.BitCast<TVector, Vector512<byte>>(value), destination);
        else
            TStore.Store(Unsafe.BitCast<TVector, Vector256<byte>>(value), destination);
    }
}
