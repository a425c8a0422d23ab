using GpuSigmoid.Memory;

namespace GpuSigmoid;

/// <summary>The passes by the form of the cache between them.</summary>
internal static class CachedPasses
{
    /// <summary>Keeps what <see cref="Backward"/> needs; with <see cref="SigmoidCache.Output"/> that is the output.</summary>
    public static void Keep<T>(SigmoidCache cache, DeviceMatrix<T> input, DeviceMatrix<T> cached)
        where T : unmanaged
    {
        if (cache == SigmoidCache.Tail)
            Sigmoid.ForwardTail(input, cached);
        else
            Sigmoid.Forward(input, cached);
    }

    /// <summary>
    /// The same, and the output to a matrix of its own, which may be the input. All that can be refused is refused before either is written.
    /// </summary>
    public static void KeepAndOutput<T>(SigmoidCache cache, DeviceMatrix<T> input, DeviceMatrix<T> cached, DeviceMatrix<T> output)
        where T : unmanaged
    {
        DeviceMismatchException.ThrowIfDifferent("input", input.Device, "output", output.Device);
        ShapeMismatchException.ThrowIfDifferent("input", input, "output", output);
        MatrixSlice from = input.Slice, kept = cached.Slice, to = output.Slice;
        Overlap.ThrowIfPartial("input", from, "output", to);
        if (!Overlap.AreDisjoint(from, kept) || !Overlap.AreDisjoint(to, kept))
        {
            throw new ArgumentException(
                "The input or the output shares memory with the cache that the backward pass will read: give matrices of your own.");
        }
        Keep(cache, input, cached);
        Sigmoid.Forward(input, output);
    }

    public static void Backward<T>(SigmoidCache cache, DeviceMatrix<T> cached, DeviceMatrix<T> outputGradient, DeviceMatrix<T> inputGradient)
        where T : unmanaged
    {
        if (cache == SigmoidCache.Tail)
            Sigmoid.BackwardTail(cached, outputGradient, inputGradient);
        else
            Sigmoid.Backward(cached, outputGradient, inputGradient);
    }

    /// <exception cref="ArgumentOutOfRangeException">The form is none.</exception>
    public static SigmoidCache Checked(SigmoidCache cache) => cache is SigmoidCache.Output or SigmoidCache.Tail
        ? cache
        : throw new ArgumentOutOfRangeException(
            nameof(cache), cache, $"A cache is {nameof(SigmoidCache.Output)} or {nameof(SigmoidCache.Tail)}.");
}
