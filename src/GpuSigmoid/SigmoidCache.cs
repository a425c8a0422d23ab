namespace GpuSigmoid;

/// <summary>What a forward pass keeps for the backward pass: one matrix of the shape of x in either form.</summary>
public enum SigmoidCache
{
    /// <summary>
    /// S = S(x), which is the output itself. The gradient dy · S · (1 − S) becomes coarse as S nears 1 and is 0 once S rounds to it: from
    /// x = 17.33 in float on, 8.32 in <see cref="Half"/>, 6.25 in <see cref="BFloat16"/>, 37.43 in double.
    /// </summary>
    Output,

    /// <summary>
    /// c = copysign(S(−|x|), x), and in a bit that it does not need whether it was rounded up. The gradient from that is within 1 ULP of the true
    /// one on both sides. The output is a second matrix, which the forward pass writes as well and the backward pass does not need.
    /// </summary>
    Tail,
}
