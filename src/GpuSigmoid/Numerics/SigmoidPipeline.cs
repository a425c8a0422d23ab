using System.Runtime.CompilerServices;

namespace GpuSigmoid.Numerics;

/// <summary>What all of <see cref="SigmoidPipeline{TVector}"/> have in common.</summary>
internal static class SigmoidPipeline
{
    /// <summary>Vectors that are under way when a result comes out.</summary>
    public const int Depth = 3;
}

/// <summary>
/// Vectors on the short way to S, each a step further than the next: a software pipeline. The computation is one chain of operations that wait
/// for each other, and a processor does not look far enough ahead to fill the waiting with the next vector; here the steps of four vectors
/// stand side by side. And the results come one by one: several stored past the caches at once would hold up what is read meanwhile.
/// </summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal struct SigmoidPipeline<TVector>
    where TVector : unmanaged
{
    private Argument _reduced;
    private Guess _guessed;
    private Quotient _refined;

    /// <summary>The pipeline after its first vectors of x, <see cref="SigmoidPipeline.Depth"/> of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SigmoidPipeline<TVector> Start<TSteps, TForm>(TVector first, TVector second, TVector third)
        where TSteps : struct, ISigmoidSteps<TVector>
        where TForm : struct, ISigmoidForm
    {
        SigmoidPipeline<TVector> pipeline;
        pipeline._refined = TSteps.Refine(TSteps.GuessFrom(Reduce<TSteps, TForm>(first)));
        pipeline._guessed = TSteps.GuessFrom(Reduce<TSteps, TForm>(second));
        pipeline._reduced = Reduce<TSteps, TForm>(third);
        return pipeline;
    }

    /// <summary>Takes the next vector of x and gives S of the one taken <see cref="SigmoidPipeline.Depth"/> calls before; in the marked form the tail.</summary>
    /// <param name="x">That one.</param>
    /// <param name="next">The one to take.</param>
    /// <param name="left">A bit for each element whose result is in doubt, the lowest for the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Next<TSteps, TForm>(TVector x, TVector next, out uint left)
        where TSteps : struct, ISigmoidSteps<TVector>
        where TForm : struct, ISigmoidForm
    {
        TVector above = TSteps.Correct<TForm>(_refined, out TVector below);
        _refined = TSteps.Refine(_guessed);
        _guessed = TSteps.GuessFrom(_reduced);
        _reduced = Reduce<TSteps, TForm>(next);
        left = TSteps.Unequal(above, below);
        return TForm.IsMarked ? TSteps.WithSigns(above, x) : above;
    }

    // The marked form is for x ≤ 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Argument Reduce<TSteps, TForm>(TVector x)
        where TSteps : struct, ISigmoidSteps<TVector>
        where TForm : struct, ISigmoidForm =>
        TSteps.Reduce<TForm>(TForm.IsMarked ? TSteps.Negative(x) : x);

    /// <summary>−x = k · Log2 + r, and k as an index.</summary>
    public readonly record struct Argument(TVector Shifted, TVector K, TVector R);

    /// <summary>e^−x = t · e^r · e^w, hi = t(1 + r) and s = 1 + hi, both rounded, and g, which is nearly 1 / s.</summary>
    public readonly record struct Guess(TVector T, TVector R, TVector W, TVector Hi, TVector S, TVector G);

    /// <summary>1 + e^−x = s + rest, and g.</summary>
    public readonly record struct Quotient(TVector S, TVector Rest, TVector G);
}
