namespace GpuSigmoid.Reference;

/// <summary>
/// Every operation for every element type, as raw bits: the result that exact arithmetic gives, rounded once to nearest, ties to even.
/// NaN results are the format's canonical one. The typed forms stand in the other part.
/// </summary>
public static partial class Oracle
{
    /// <summary>The correctly rounded result.</summary>
    /// <param name="operation">What to compute.</param>
    /// <param name="format">The element type of arguments and result.</param>
    /// <param name="input">x of the forward passes, S or the stored c of the others.</param>
    /// <param name="outputGradient">dy of the backward passes; the others have none.</param>
    public static ulong Evaluate(Operation operation, FloatFormat format, ulong input, ulong outputGradient = 0)
    {
        ArgumentNullException.ThrowIfNull(format);
        return operation switch
        {
            Operation.Forward => ExactSigmoid.Rounded(input, format),
            Operation.Backward => ExactBackward.Rounded(input, outputGradient, format),
            Operation.Derivative => ExactBackward.Rounded(input, ExactBackward.One(format), format),
            Operation.ForwardTail => ExactTail.Rounded(input, format),
            Operation.BackwardTail => ExactTail.Backward(input, outputGradient, format),
            Operation.OutputFromTail => ExactTail.Output(input, format),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "No such operation."),
        };
    }

    /// <summary>
    /// How far <paramref name="result"/> is from the exact, unrounded value, in units in the last place of that value
    /// (<see cref="UnitInTheLastPlace"/>): at most 0.5 if correctly rounded, 0 for NaN where NaN is due.
    /// </summary>
    public static double ErrorInUlp(Operation operation, FloatFormat format, ulong input, ulong outputGradient, ulong result)
    {
        ArgumentNullException.ThrowIfNull(format);
        return operation switch
        {
            Operation.Forward => ExactSigmoid.ErrorInUlp(input, result, format),
            Operation.Backward => ExactBackward.ErrorInUlp(input, outputGradient, result, format),
            Operation.Derivative => ExactBackward.ErrorInUlp(input, ExactBackward.One(format), result, format),
            Operation.ForwardTail => ExactTail.ErrorInUlp(input, result, format),
            Operation.BackwardTail => ExactTail.BackwardErrorInUlp(input, outputGradient, result, format),
            Operation.OutputFromTail => ExactTail.OutputErrorInUlp(input, result, format),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "No such operation."),
        };
    }
}
