using GpuSigmoid.Elements;
using GpuSigmoid.Memory;
using GpuSigmoid.Numerics;

namespace GpuSigmoid;

public abstract partial class SigmoidDevice
{
    private readonly SumScratch _scratch;

    /// <summary>The memory for sums that are queued on a stream; null is the device's own.</summary>
    internal SumScratch ScratchOf(SigmoidStream? stream) => stream is null ? _scratch : stream.Scratch;

    /// <summary>
    /// Queues, on the output's stream, output ← operation(left, right), or that added to the output, under the conditions of Map; sums, a row for each block of
    /// <see cref="SumOrder"/>, takes the sums of the operation's rounded results.
    /// </summary>
    internal abstract void ZipSum<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice output, bool adds, in MatrixSlice sums)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipOperation;

    /// <summary>Queues, on the stream of sums, sums ← the sums of each block of rows of the input, which is not empty.</summary>
    internal abstract void Sum<TElement, TBits>(in MatrixSlice input, in MatrixSlice sums)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged;

    /// <summary>Queues, on the stream of sums, output, a row ← the sum of at most a block of rows of sums, or that and the output, rounded.</summary>
    internal abstract void LastSum<TElement, TBits>(in MatrixSlice sums, in MatrixSlice output, bool adds)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged;
}
