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
    /// <summary>Vectors that are in the pipeline when a result comes out.</summary>
    private const int Depth = 3;

    /// <summary>Blocks that are run by themselves where too much of a vector is left: more will follow.</summary>
    private const int BlocksAlone = 4;

    private static int BlockInBytes => IVectorElement.BlockLength * TElement.SizeInBytes;

    private static bool IsWide => Vector512.IsHardwareAccelerated;

    /// <summary>Whether there is a pipeline and enough to fill it.</summary>
    public static bool Pays(long blocks) => blocks > Depth && TOperation.PipelineResult switch
    {
        PipelineResult.Output when typeof(TElement) == typeof(Float64Element) => IsWide && SigmoidFloat64Avx512.IsSupported,
        PipelineResult.Output or PipelineResult.Tail when typeof(TElement) == typeof(Float32Element) =>
            IsWide ? SigmoidAvx512.IsSupported : SigmoidAvx2.IsSupported,
        _ => false,
    };

    /// <summary>Runs that many blocks.</summary>
    public static void Run<TStore>(byte* input, byte* output, long blocks)
        where TStore : struct, IVectorStore
    {
        if (typeof(TElement) == typeof(Float64Element))
            Run<TStore, SigmoidFloat64Avx512, Vector512<double>, PlainForm>(input, output, blocks);
        else if (TOperation.PipelineResult == PipelineResult.Tail)
            RunFloat32<TStore, MarkedForm>(input, output, blocks);
        else
            RunFloat32<TStore, PlainForm>(input, output, blocks);
    }

    private static void RunFloat32<TStore, TForm>(byte* input, byte* output, long blocks)
        where TStore : struct, IVectorStore
        where TForm : struct, ISigmoidForm
    {
        if (IsWide)
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
        LeftVectors<TElement>.MakeEmpty(out LeftVectors<TElement> left);
        long end = blocks * BlockInBytes;
        for (long at = 0; at < end;)
        {
            at = RunWhileFewAreLeft<TStore, TSteps, TVector, TForm>(input, output, at, end, ref left);
            if (left.AreEnough)
            {
                left.Complete<TOperation, TStore, TVector>();
                continue;
            }
            for (long stop = Math.Min(at + BlocksAlone * BlockInBytes, end); at < stop; at += BlockInBytes)
                Block<TElement>.Map<TOperation, TStore>(input + at, output + at);
        }
        left.Complete<TOperation, TStore, TVector>();
    }

    /// <summary>Runs vectors from one place on until enough elements are left, or too many of a block's first; returns the place reached.</summary>
    // A method of its own, without calls: nothing that the pipeline has in registers is saved for one.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static long RunWhileFewAreLeft<TStore, TSteps, TVector, TForm>(
        byte* input, byte* output, long at, long end, ref LeftVectors<TElement> left)
        where TStore : struct, IVectorStore
        where TSteps : struct, ISigmoidSteps<TVector>
        where TVector : unmanaged
        where TForm : struct, ISigmoidForm
    {
        // Behind the last vector the pipeline takes that once more, for results that nobody takes.
        long last = end - sizeof(TVector);
        SigmoidPipeline<TVector> pipeline = SigmoidPipeline<TVector>.Start<TSteps, TForm>(
            Load<TVector>(input + at),
            Load<TVector>(input + Math.Min(at + sizeof(TVector), last)),
            Load<TVector>(input + Math.Min(at + 2 * sizeof(TVector), last)));
        for (; at <= last; at += sizeof(TVector))
        {
            Prefetch.Ahead<TStore>(input + at, sizeof(TVector));
            TVector next = Load<TVector>(input + Math.Min(at + Depth * sizeof(TVector), last));
            TVector result = pipeline.Next<TSteps, TForm>(Load<TVector>(input + at), next, out uint leftBits);
            if (leftBits != 0)
            {
                if (left.AreEnough || (at % BlockInBytes == 0 && BitOperations.PopCount(leftBits) > LeftVectors<TElement>.MostOfVector))
                    break;
                left.Add(result, input + at, output + at, leftBits);
            }
            else
            {
                VectorStore.Store<TStore, TVector>(result, output + at);
            }
        }
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load<TVector>(byte* source)
        where TVector : unmanaged =>
        Unsafe.ReadUnaligned<TVector>(source);
}
