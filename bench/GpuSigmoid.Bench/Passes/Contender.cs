using GpuSigmoid.Bench.Measuring;

namespace GpuSigmoid.Bench.Passes;

/// <summary>Whoever runs a case: we, a peer, or a copy.</summary>
/// <param name="Library">Its name in the results.</param>
/// <param name="Detail">Which way of its own, or null.</param>
/// <param name="Bytes">The bytes that a pass moves.</param>
/// <param name="Run">Queues a pass over a set of the case's buffers.</param>
/// <param name="Judge">The error of a result.</param>
internal sealed record Contender(string Library, string? Detail, long Bytes, Action<int> Run, Judge Judge)
{
    /// <summary>Whether it is timed as a part of the ceiling.</summary>
    public bool IsCeiling { get; init; }

    /// <summary>Whether a pass brings its arguments from the host and its result back.</summary>
    public bool WithTransfer { get; init; }

    public override string ToString() => Detail is null ? Library : $"{Library} ({Detail})";
}
