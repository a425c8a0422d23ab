using System.Collections.Concurrent;
using GpuSigmoid.Reference;

namespace GpuSigmoid.Tests.Operations;

/// <summary>
/// A specification's special arguments and random ones, shuffled, which tests take round and round. A result that was accepted once for an
/// argument is remembered, so that judging costs little however many matrices are filled from the pool.
/// </summary>
internal sealed class ArgumentPool
{
    private const int RandomCount = 6_000;

    private static readonly ConcurrentDictionary<Specification, Lazy<ArgumentPool>> Pools = new();

    private readonly Specification _specification;
    private readonly (ulong Input, ulong OutputGradient)[] _arguments;
    private readonly ulong?[] _accepted;

    private ArgumentPool(Specification specification)
    {
        _specification = specification;
        (ulong[] inputs, ulong[] gradients) = RandomArguments.Draw(specification, RandomCount, seed: 1);
        _arguments = [.. specification.SpecialArguments(), .. inputs.Zip(gradients)];
        new Random(2).Shuffle(_arguments);
        _accepted = new ulong?[_arguments.Length];
    }

    public static ArgumentPool Of(Specification specification) =>
        Pools.GetOrAdd(specification, key => new Lazy<ArgumentPool>(() => new ArgumentPool(key))).Value;

    public ulong[] Inputs(int start, int count) => [.. Enumerable.Range(start, count).Select(i => At(i).Input)];

    public ulong[] OutputGradients(int start, int count) => [.. Enumerable.Range(start, count).Select(i => At(i).OutputGradient)];

    /// <summary>Fails where the results of the arguments from <paramref name="start"/> break the specification.</summary>
    public void AssertAccepts(int start, ReadOnlySpan<ulong> results, string where)
    {
        for (int i = 0; i < results.Length; i++)
        {
            (ulong input, ulong gradient) = At(start + i);
            if (Accepted(start + i) == results[i])
                continue;
            Verdict.AssertAccepts(_specification, input, gradient, results[i], $"{where}, element {i}");
            lock (_accepted)
                _accepted[(start + i) % _accepted.Length] = results[i];
        }
    }

    private (ulong Input, ulong OutputGradient) At(int i) => _arguments[i % _arguments.Length];

    private ulong? Accepted(int i)
    {
        lock (_accepted)
            return _accepted[i % _accepted.Length];
    }
}
