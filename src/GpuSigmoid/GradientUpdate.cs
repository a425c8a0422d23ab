namespace GpuSigmoid;

/// <summary>What a pass does with the gradient that already stands where it writes.</summary>
public enum GradientUpdate
{
    /// <summary>The new gradient replaces it.</summary>
    Overwrite,

    /// <summary>
    /// The new gradient is added to it: gradient accumulation. What is added is what <see cref="Overwrite"/> would have written, rounded to
    /// the element type, and the sum is rounded once more.
    /// </summary>
    Add,
}
