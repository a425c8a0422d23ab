namespace GpuSigmoid.Reference;

/// <summary>How far a result may be from the exact value.</summary>
/// <param name="Ulp">
/// The largest error in units in the last place of the exact value (<see cref="UnitInTheLastPlace"/>). Below the normal range that unit is
/// the smallest subnormal number, so that one figure holds there too.
/// </param>
public sealed record ErrorBound(double Ulp)
{
    /// <summary>To nearest, ties to even: the bits are the oracle's.</summary>
    public static ErrorBound CorrectlyRounded { get; } = new(0.5);

    public bool IsCorrectlyRounded => Equals(CorrectlyRounded);

    public override string ToString() => IsCorrectlyRounded ? "correctly rounded" : $"within {Ulp} ULP";
}
