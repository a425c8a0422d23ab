namespace GpuSigmoid.Numerics;

/// <summary>What a <see cref="SigmoidPipeline{TVector}"/> is to give.</summary>
internal enum PipelineResult
{
    /// <summary>Nothing that it could.</summary>
    None,

    /// <summary>S(x).</summary>
    Output,

    /// <summary>c = copysign(S(−|x|), x), with its <see cref="TailMark"/>.</summary>
    Tail,
}
