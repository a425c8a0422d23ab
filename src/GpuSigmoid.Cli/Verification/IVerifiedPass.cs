namespace GpuSigmoid.Cli.Verification;

/// <summary>What is verified: takes the bits of inputs and gives the bits of outputs.</summary>
internal interface IVerifiedPass : IDisposable
{
    void Run(ReadOnlySpan<byte> inputs, Span<byte> outputs);
}

/// <summary>Prepares passes over this many elements at once.</summary>
internal delegate IVerifiedPass OpenForwardPass(SigmoidDevice device, ElementType type, int elements);
