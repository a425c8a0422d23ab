using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Cpu;

/// <summary>The CPU engine's loop over one input of float32 for operations with a pipeline.</summary>
internal static unsafe class PipelinedLoop<TOperation>
    where TOperation : struct, IMapOperation
{
    /// <summary>Vectors that are in the pipeline when a result comes out.</summary>
    private const int Depth = 3;

    /// <summary>Vectors that are run by themselves where too much of one is left: more will follow.</summary>
    private const int VectorsAlone = 4;

    /// <summary>Whether there is a pipeline and enough to fill it.</summary>
    public static bool Pays(long blocks) =>
        blocks > Depth && (Vector512.IsHardwareAccelerated ? TOperation.HasPipeline<Float32x16>() : TOperation.HasPipeline<Float32x8>());

    /// <summary>Runs that many blocks.</summary>
    public static void Run<TStore>(byte* input, byte* output, long blocks)
        where TStore : struct, IVectorStore
    {
        if (Vector512.IsHardwareAccelerated)
            Run<TStore, Float32x16, Float64x16>(input, output, blocks);
        else
            Run<TStore, Float32x8, Float64x8>(input, output, 2 * blocks);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TStore, TFloat32, TFloat64>(byte* input, byte* output, long vectors)
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64>
    {
        LeftElements.MakeEmpty(out LeftElements left);
        long end = vectors * sizeof(TFloat32);
        for (long at = 0; at < end;)
        {
            at = RunWhileFewAreLeft<TStore, TFloat32>(input, output, at, end, ref left);
            if (left.AreEnough)
            {
                left.Run<TOperation>();
                continue;
            }
            long stop = Math.Min(at + VectorsAlone * sizeof(TFloat32), end);
            for (; at < stop; at += sizeof(TFloat32))
                Float32Element.Map<TOperation, TStore, TFloat32, TFloat64>(input + at, output + at);
        }
        left.Run<TOperation>();
    }

    /// <summary>Runs vectors from one place on until enough elements are left, or too many of one vector; returns the place reached.</summary>
    // A method of its own, without calls: nothing that the pipeline has in registers is saved for one.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static long RunWhileFewAreLeft<TStore, TFloat32>(byte* input, byte* output, long at, long end, ref LeftElements left)
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, IVectorLane<TFloat32>
    {
        // Behind the last vector the pipeline takes the last once more, whose results nobody takes.
        long last = end - sizeof(TFloat32);
        SigmoidPipeline<TFloat32> pipeline = TOperation.Start(
            TFloat32.Load(input + at),
            TFloat32.Load(input + Math.Min(at + sizeof(TFloat32), last)),
            TFloat32.Load(input + Math.Min(at + 2 * sizeof(TFloat32), last)));
        for (; at <= last; at += sizeof(TFloat32))
        {
            Prefetch.Ahead<TStore>(input + at, sizeof(TFloat32));
            TFloat32 next = TFloat32.Load(input + Math.Min(at + Depth * sizeof(TFloat32), last));
            TFloat32 result = TOperation.Next(ref pipeline, TFloat32.Load(input + at), next, out uint leftBits);
            if (leftBits != 0)
            {
                if (left.AreEnough || BitOperations.PopCount(leftBits) > LeftElements.MostOfVector)
                    break;
                // Before anything is stored: the output may be where the input is.
                left.Add(input + at, output + at, leftBits);
            }
            TFloat32.Store<TStore>(result, output + at);
        }
        return at;
    }
}
