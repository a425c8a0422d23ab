namespace GpuSigmoid.Cli.Training;

/// <summary>How to train.</summary>
internal sealed record TrainingOptions
{
    /// <summary>The columns of the input, then those of each layer.</summary>
    public required IReadOnlyList<int> Layers { get; init; }

    public required int Epochs { get; init; }

    /// <summary>The rows of a batch; the last one of an epoch's may have fewer.</summary>
    public required int Batch { get; init; }

    /// <summary>What the mean gradient of a batch is multiplied by.</summary>
    public required float Rate { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>What the layers keep for their backward passes.</summary>
    public SigmoidCache Cache { get; init; }
}
