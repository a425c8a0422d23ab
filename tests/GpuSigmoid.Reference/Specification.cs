namespace GpuSigmoid.Reference;

/// <summary>One operation on one element type, and the bound that its results must keep for every argument.</summary>
public sealed record Specification(Operation Operation, FloatFormat ElementType, ErrorBound Bound)
{
    /// <summary>
    /// float64 forward, of S and of its tail: half a unit for the last rounding, 0.01 for all that comes before it. Correct rounding
    /// cannot be promised: nobody
    /// can try all 2^64 inputs, and how near S comes to a midpoint is known only by trying.
    /// </summary>
    private static readonly ErrorBound Float64Forward = new(0.51);

    /// <summary>
    /// float32 and float64 backward: half a unit for the last rounding, 0.002 for the two products and the difference before it, so these
    /// must be carried 9 bits beyond the format. Below the normal range it is half of the smallest subnormal number and 0.002 of it, the same
    /// figure in that range's unit, so nothing may be rounded twice there.
    /// </summary>
    private static readonly ErrorBound WideBackward = new(0.502);

    /// <summary>Every operation on every element type.</summary>
    public static IReadOnlyList<Specification> All { get; } =
    [
        .. from operation in Enum.GetValues<Operation>()
           from elementType in FloatFormat.All
           select new Specification(operation, elementType, BoundOf(operation, elementType)),
    ];

    public static Specification Of(Operation operation, FloatFormat elementType) =>
        All.Single(specification => specification.Operation == operation && specification.ElementType == elementType);

    /// <summary>Whether <paramref name="result"/>, as raw bits like the arguments, keeps the bound.</summary>
    /// <remarks>
    /// Where NaN is due the correctly rounded operations return the canonical one and the others any; a result of zero has the sign that
    /// the oracle's zero has.
    /// </remarks>
    public bool Accepts(ulong input, ulong outputGradient, ulong result)
    {
        ulong expected = Oracle.Evaluate(Operation, ElementType, input, outputGradient);
        if (expected == result)
        {
            return true;
        }
        bool wrongSign = ElementType.IsFinite(expected) && ElementType.IsNegative(expected) != ElementType.IsNegative(result);
        return !Bound.IsCorrectlyRounded && !wrongSign
            && Oracle.ErrorInUlp(Operation, ElementType, input, outputGradient, result) <= Bound.Ulp;
    }

    /// <summary>
    /// The arguments that every device must be tried on: (x, 0) forward, (S, 0) or (c, 0) where only that is taken, (S, dy) or (c, dy)
    /// backward.
    /// </summary>
    public IReadOnlyList<(ulong Input, ulong OutputGradient)> SpecialArguments()
    {
        IReadOnlyList<ulong> inputs = Operation.TakesX() ? SpecialValues.Inputs(ElementType)
            : Operation.TakesTail() ? SpecialValues.Tails(ElementType)
            : SpecialValues.Outputs(ElementType);
        IReadOnlyList<ulong> gradients = Operation.TakesOutputGradient() ? SpecialValues.OutputGradients(ElementType) : [0];
        return [.. from input in inputs from gradient in gradients select (input, gradient)];
    }

    public override string ToString() => $"{Operation} {ElementType}: {Bound}";

    private static ErrorBound BoundOf(Operation operation, FloatFormat elementType)
    {
        // Forward has 2^16 inputs, all of which are in the tables. Backward of an output in [0, 1] is a product short enough to be formed
        // exactly or almost, and rounded once.
        if (elementType.Bytes == 2)
        {
            return ErrorBound.CorrectlyRounded;
        }
        // The one operation of each that rounds is a difference, or a product and a sum in one, as IEEE 754 rounds them.
        if (operation is Operation.OutputFromTail or Operation.Derivative)
        {
            return ErrorBound.CorrectlyRounded;
        }
        // All 2^32 float32 inputs have been checked against 113-bit arithmetic: data/truth/f32-forward.sha256.
        return operation.TakesX()
            ? elementType == FloatFormat.Float32 ? ErrorBound.CorrectlyRounded : Float64Forward
            : WideBackward;
    }
}
