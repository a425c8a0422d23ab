using System.Runtime.CompilerServices;

namespace GpuSigmoid.Numerics;

/// <summary>
/// Vectors on the short way to S, each a step further than the next: a software pipeline. The computation is one chain of operations that wait
/// for each other, and a processor does not look far enough ahead to fill the waiting with the next vector; here the steps of four vectors
/// stand side by side. And the results come one by one: several stored past the caches at once would hold up what is read meanwhile.
/// </summary>
/// <typeparam name="TLane">The vector.</typeparam>
internal struct SigmoidPipeline<TLane>
    where TLane : unmanaged
{
    private Argument _reduced;
    private Guess _guessed;
    private Quotient _refined;

    /// <summary>The pipeline after its first three vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SigmoidPipeline<TLane> Start<TSteps, TForm>(TLane first, TLane second, TLane third)
        where TSteps : struct, ISigmoidSteps<TLane>
        where TForm : struct, ISigmoidForm
    {
        SigmoidPipeline<TLane> pipeline;
        pipeline._refined = TSteps.Refine(TSteps.GuessFrom(TSteps.Reduce<TForm>(first)));
        pipeline._guessed = TSteps.GuessFrom(TSteps.Reduce<TForm>(second));
        pipeline._reduced = TSteps.Reduce<TForm>(third);
        return pipeline;
    }

    /// <summary>Takes the next vector and gives the results for the one taken three calls before.</summary>
    /// <param name="next">The vector to take.</param>
    /// <param name="left">A bit for each element whose result is in doubt, the lowest for the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Next<TSteps, TForm>(TLane next, out uint left)
        where TSteps : struct, ISigmoidSteps<TLane>
        where TForm : struct, ISigmoidForm
    {
        TLane above = TSteps.Correct<TForm>(_refined, out TLane below);
        _refined = TSteps.Refine(_guessed);
        _guessed = TSteps.GuessFrom(_reduced);
        _reduced = TSteps.Reduce<TForm>(next);
        left = TSteps.Unequal(above, below);
        return above;
    }

    /// <summary>−x = k · Log2 + r, and k as an index.</summary>
    public readonly record struct Argument(TLane Shifted, TLane K, TLane R);

    /// <summary>e^−x = t · e^r · e^w, hi = t(1 + r) and s = 1 + hi, both rounded, and g, which is nearly 1 / s.</summary>
    public readonly record struct Guess(TLane T, TLane R, TLane W, TLane Hi, TLane S, TLane G);

    /// <summary>1 + e^−x = s + rest, and g.</summary>
    public readonly record struct Quotient(TLane S, TLane Rest, TLane G);
}
