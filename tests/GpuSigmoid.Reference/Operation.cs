namespace GpuSigmoid.Reference;

/// <summary>What is specified. S is the cached output, dy the output gradient.</summary>
public enum Operation
{
    /// <summary>S(x) = 1 / (1 + e^-x).</summary>
    Forward,

    /// <summary>dx = dy · S · (1 − S) for the S that is given, whatever x it came from.</summary>
    Backward,

    /// <summary>S · (1 − S).</summary>
    Derivative,
}
