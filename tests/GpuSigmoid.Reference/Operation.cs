namespace GpuSigmoid.Reference;

/// <summary>What is specified. S is the cached output, c the cached tail, dy the output gradient.</summary>
public enum Operation
{
    /// <summary>S(x) = 1 / (1 + e^-x).</summary>
    Forward,

    /// <summary>dx = dy · S · (1 − S) for the S that is given, whatever x it came from.</summary>
    Backward,

    /// <summary>S · (1 − S).</summary>
    Derivative,

    /// <summary>c = copysign(S(−|x|), x), with the mark that says whether |c| was rounded down.</summary>
    ForwardTail,

    /// <summary>dx = dy · m · (1 − m), m being the middle of the half of c's rounding interval that the given mark names.</summary>
    BackwardTail,

    /// <summary>|c| where c is negative, −0 included, and 1 − m elsewhere.</summary>
    OutputFromTail,
}

/// <summary>Which arguments an operation has.</summary>
public static class OperationArguments
{
    /// <summary>Whether the first argument is an x; otherwise it is a cached value.</summary>
    public static bool TakesX(this Operation operation) => operation is Operation.Forward or Operation.ForwardTail;

    /// <summary>Whether the first argument is a cached tail as it is stored.</summary>
    public static bool TakesTail(this Operation operation) => operation is Operation.BackwardTail or Operation.OutputFromTail;

    /// <summary>Whether there is a second argument, dy.</summary>
    public static bool TakesOutputGradient(this Operation operation) => operation is Operation.Backward or Operation.BackwardTail;
}
