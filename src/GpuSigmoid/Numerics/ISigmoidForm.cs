namespace GpuSigmoid.Numerics;

/// <summary>What is made of S when it is rounded: a stateless struct.</summary>
internal interface ISigmoidForm
{
    /// <summary>Whether x is at most 0 and the result says whether S was rounded down or up.</summary>
    static abstract bool IsMarked { get; }
}

/// <summary>S, rounded.</summary>
internal readonly struct PlainForm : ISigmoidForm
{
    public static bool IsMarked => false;
}

/// <summary>S, rounded, with the <see cref="TailMark"/> unless it was rounded down: for x ≤ 0.</summary>
internal readonly struct MarkedForm : ISigmoidForm
{
    public static bool IsMarked => true;
}
