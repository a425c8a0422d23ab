using System.Collections.Concurrent;

namespace GpuSigmoid.Cli.Accuracy;

/// <summary>The worst errors of results in units in the last place.</summary>
/// <remarks>
/// float32 and the 2-byte types are held against float64, whose own error is below 2^-28 of their unit. float64 itself is held against
/// double-double arithmetic, since a float64 reference errs by a unit or two.
/// </remarks>
internal static class WorstError
{
    private const int ElementsAtOnce = 1 << 14;

    public static string Reference(ElementType type) => type == ElementType.Float64
        ? "a double-double reference, good to 2^-40 ULP of float64 (a double one is only good to 1 or 2 ULP)"
        : "a double reference, good to 2^-28 ULP";

    public static double OfForward<T, TElements>(ReadOnlyMemory<T> input, T[] output, CancellationToken cancellationToken)
        where T : unmanaged
        where TElements : struct, IElements<T> =>
        Of<T, TElements>(
            output,
            TElements.Type == ElementType.Float64
                ? index => PreciseSigmoid.Of(TElements.Widen(input.Span[index]))
                : index => 1 / (1 + Math.Exp(-TElements.Widen(input.Span[index]))),
            cancellationToken);

    /// <summary>For the output that the device gave, as Backward promises.</summary>
    public static double OfBackward<T, TElements>(
        T[] output, ReadOnlyMemory<T> outputGradient, T[] inputGradient, CancellationToken cancellationToken)
        where T : unmanaged
        where TElements : struct, IElements<T> =>
        Of<T, TElements>(
            inputGradient,
            index => PreciseInputGradient.Of(TElements.Widen(output[index]), TElements.Widen(outputGradient.Span[index])),
            cancellationToken);

    private static double Of<T, TElements>(T[] results, Func<int, ScaledValue> exact, CancellationToken cancellationToken)
        where T : unmanaged
        where TElements : struct, IElements<T>
    {
        if (results.Length == 0)
        {
            return 0;
        }

        ConcurrentBag<double> worstOfParts = [];
        Parallel.ForEach(
            Partitioner.Create(0, results.Length, ElementsAtOnce),
            new ParallelOptions { CancellationToken = cancellationToken },
            part =>
            {
                double worst = 0;
                for (int index = part.Item1; index < part.Item2; index++)
                {
                    worst = Math.Max(worst, exact(index).ErrorInUlp(TElements.Widen(results[index]), TElements.Format));
                }

                worstOfParts.Add(worst);
            });
        return worstOfParts.Max();
    }
}
