namespace GpuSigmoid.Tests.Operations;

/// <summary>How the arguments of an operation lie to each other.</summary>
public enum Aliasing
{
    /// <summary>All apart, with one leading dimension and offset.</summary>
    None,

    /// <summary>All apart, each at another alignment and with another leading dimension.</summary>
    OtherAlignments,

    /// <summary>The result goes where the input is.</summary>
    OverInput,

    /// <summary>The result goes where the output gradient is.</summary>
    OverOutputGradient,
}
