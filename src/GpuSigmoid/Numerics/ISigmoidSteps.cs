namespace GpuSigmoid.Numerics;

/// <summary>The short way to S on vectors of one kind, in four steps of about the same length: a stateless struct.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal interface ISigmoidSteps<TVector>
    where TVector : unmanaged
{
    /// <summary>Whether the processor has the instructions.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>From x to what the exponential is computed of.</summary>
    static abstract SigmoidPipeline<TVector>.Argument Reduce<TForm>(TVector x)
        where TForm : struct, ISigmoidForm;

    /// <summary>To 1 + e^−x, nearly, and a guess at its reciprocal.</summary>
    static abstract SigmoidPipeline<TVector>.Guess GuessFrom(in SigmoidPipeline<TVector>.Argument x);

    /// <summary>To what that lacks of 1 + e^−x.</summary>
    static abstract SigmoidPipeline<TVector>.Quotient Refine(in SigmoidPipeline<TVector>.Guess x);

    /// <summary>To S plus the uncertainty, rounded, in that form.</summary>
    /// <param name="x">What to correct.</param>
    /// <param name="below">S minus the uncertainty, rounded: where it is another number, S may be either.</param>
    static abstract TVector Correct<TForm>(in SigmoidPipeline<TVector>.Quotient x, out TVector below)
        where TForm : struct, ISigmoidForm;

    /// <summary>A bit for each element in which two vectors differ, a NaN from everything, the lowest for the first.</summary>
    static abstract uint Unequal(TVector left, TVector right);

    /// <summary>The values with their signs set.</summary>
    static abstract TVector Negative(TVector values);

    /// <summary>Positive values with the signs of others.</summary>
    static abstract TVector WithSigns(TVector values, TVector signs);
}
