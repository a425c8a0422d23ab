using GpuSigmoid.Reference;

namespace GpuSigmoid.Bench.Cases;

/// <summary>One thing to time: an operation on so many elements of a type.</summary>
internal sealed record Case(Operation Operation, FloatFormat ElementType, long Elements)
{
    /// <summary>The bytes that the operation must move: one input and one output, and the output gradient in the backward pass.</summary>
    public long Bytes => Elements * ElementType.Bytes * (Operation == Operation.Backward ? 3 : 2);

    public override string ToString() => $"{Operation} {ElementType} {Elements:N0}";
}
