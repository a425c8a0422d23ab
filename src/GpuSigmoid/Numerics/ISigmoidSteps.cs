namespace GpuSigmoid.Numerics;

/// <summary>The short way to S on vectors of one width, in four steps of about the same length: a stateless struct.</summary>
/// <typeparam name="TLane">The vector.</typeparam>
internal interface ISigmoidSteps<TLane>
    where TLane : unmanaged
{
    /// <summary>From x to what the exponential is computed of.</summary>
    static abstract SigmoidPipeline<TLane>.Argument Reduce<TForm>(TLane x)
        where TForm : struct, ISigmoidForm;

    /// <summary>To the nearest float32 of 1 + e^−x and a guess at its reciprocal.</summary>
    static abstract SigmoidPipeline<TLane>.Guess GuessFrom(in SigmoidPipeline<TLane>.Argument x);

    /// <summary>To what that float32 lacks.</summary>
    static abstract SigmoidPipeline<TLane>.Quotient Refine(in SigmoidPipeline<TLane>.Guess x);

    /// <summary>To S plus the uncertainty, rounded, in that form.</summary>
    /// <param name="x">What to correct.</param>
    /// <param name="below">S minus the uncertainty, rounded: where it is another number, S may be either.</param>
    static abstract TLane Correct<TForm>(in SigmoidPipeline<TLane>.Quotient x, out TLane below)
        where TForm : struct, ISigmoidForm;

    /// <summary>A bit for each element in which two vectors differ, a NaN from everything, the lowest for the first.</summary>
    static abstract uint Unequal(TLane left, TLane right);
}
