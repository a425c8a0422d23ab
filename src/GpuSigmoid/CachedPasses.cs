using GpuSigmoid.Numerics;

namespace GpuSigmoid;

/// <summary>The passes by the form of the cache between them, with or without a bias.</summary>
internal static class CachedPasses
{
    /// <summary>Keeps what <see cref="Backward"/> needs; with <see cref="SigmoidCache.Output"/> that is the output.</summary>
    public static void Keep<T>(SigmoidCache cache, DeviceMatrix<T> input, DeviceMatrix<T>? bias, DeviceMatrix<T> cached)
        where T : unmanaged
    {
        switch (cache, bias)
        {
            case (SigmoidCache.Tail, null):
                Sigmoid.ForwardTail(input, cached);
                break;
            case (SigmoidCache.Tail, not null):
                Sigmoid.ForwardBiasTail(input, bias, cached);
                break;
            case (_, null):
                Sigmoid.Forward(input, cached);
                break;
            default:
                Sigmoid.ForwardBias(input, bias, cached);
                break;
        }
    }

    /// <summary>
    /// The same, and the output to a matrix of its own, which may be the input: all on the output's stream. All that can be refused is
    /// refused before either is written.
    /// </summary>
    public static void KeepAndOutput<T>(
        SigmoidCache cache, DeviceMatrix<T> input, DeviceMatrix<T>? bias, DeviceMatrix<T> cached, DeviceMatrix<T> output)
        where T : unmanaged
    {
        Argument<T> from = new(input), kept = new(cached), to = new(output);
        from.ThrowIfUnlike(to);
        if (!Overlap.AreDisjoint(from.Slice, kept.Slice) || !Overlap.AreDisjoint(to.Slice, kept.Slice))
        {
            throw new ArgumentException(
                "The input or the output shares memory with the cache that the backward pass will read: give matrices of your own.");
        }
        switch (cache, bias)
        {
            case (SigmoidCache.Tail, null):
                Sigmoid.ForwardTail(input, cached, output);
                break;
            case (SigmoidCache.Tail, not null):
                Sigmoid.ForwardBiasTail(input, bias, cached, output);
                break;
            case (_, null):
                Launch.MapTwice<T, Forward>(from, to, kept);
                break;
            default:
                Launch.AddRowThenMapTwice<T, Forward>(from, new(bias), to, kept);
                break;
        }
    }

    public static void Backward<T>(
        SigmoidCache cache, DeviceMatrix<T> cached, DeviceMatrix<T> outputGradient, DeviceMatrix<T> inputGradient, GradientUpdate update)
        where T : unmanaged
    {
        if (cache == SigmoidCache.Tail)
            Sigmoid.BackwardTail(cached, outputGradient, inputGradient, update);
        else
            Sigmoid.Backward(cached, outputGradient, inputGradient, update);
    }

    public static void BackwardBias<T>(
        SigmoidCache cache,
        DeviceMatrix<T> cached,
        DeviceMatrix<T> outputGradient,
        DeviceMatrix<T> inputGradient,
        DeviceMatrix<T> biasGradient,
        GradientUpdate inputUpdate,
        GradientUpdate biasUpdate)
        where T : unmanaged
    {
        if (cache == SigmoidCache.Tail)
            Sigmoid.BackwardBiasTail(cached, outputGradient, inputGradient, biasGradient, inputUpdate, biasUpdate);
        else
            Sigmoid.BackwardBias(cached, outputGradient, inputGradient, biasGradient, inputUpdate, biasUpdate);
    }

    /// <exception cref="ArgumentOutOfRangeException">The form is none.</exception>
    public static SigmoidCache Checked(SigmoidCache cache) => cache is SigmoidCache.Output or SigmoidCache.Tail
        ? cache
        : throw new ArgumentOutOfRangeException(
            nameof(cache), cache, $"A cache is {nameof(SigmoidCache.Output)} or {nameof(SigmoidCache.Tail)}.");
}
