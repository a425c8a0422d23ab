using GpuSigmoid.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid;

public sealed partial class SigmoidKernels
{
    /// <summary>tail ← copysign(S(−|input|), input) and output ← S(input), elementwise, in one launch.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="input">The input x.</param>
    /// <param name="tail">The tail c; may be <paramref name="input"/>.</param>
    /// <param name="output">The output S(x); may be <paramref name="input"/>, and shares no memory with the tail.</param>
    /// <inheritdoc cref="ForwardLoss" path="/exception"/>
    public void ForwardTail<T>(AcceleratorStream stream, ArrayView<T> input, ArrayView<T> tail, ArrayView<T> output)
        where T : unmanaged =>
        ZipPair<T, OutputAndTail<Forward>>(stream, new(input), new(input), new(output), new(tail));

    /// <summary>tail ← copysign(S(−|x|), x) for x = input + bias, the bias added to every row.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="input">The input, row by row, each row as long as the bias.</param>
    /// <param name="bias">The bias, one number for each column.</param>
    /// <param name="tail">The tail c; may be <paramref name="input"/>, and shares no memory with the bias.</param>
    /// <inheritdoc cref="ForwardBias" path="/exception"/>
    public void ForwardBiasTail<T>(AcceleratorStream stream, ArrayView<T> input, ArrayView<T> bias, ArrayView<T> tail)
        where T : unmanaged =>
        AddRowThenMap<T, ForwardTail<Forward>>(stream, new(input), new(bias), new(tail));

    /// <summary>tail ← copysign(S(−|x|), x) and output ← S(x) for x = input + bias, the bias added to every row, in one launch.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="input">The input, row by row, each row as long as the bias.</param>
    /// <param name="bias">The bias, one number for each column.</param>
    /// <param name="tail">The tail c; may be <paramref name="input"/>, and shares no memory with the bias.</param>
    /// <param name="output">The output S; may be <paramref name="input"/>, and shares no memory with the bias or the tail.</param>
    /// <inheritdoc cref="ForwardBias" path="/exception"/>
    public void ForwardBiasTail<T>(
        AcceleratorStream stream, ArrayView<T> input, ArrayView<T> bias, ArrayView<T> tail, ArrayView<T> output)
        where T : unmanaged =>
        AddRowThenPair<T, OutputAndTail<Forward>>(stream, new(input), new(bias), new(output), new(tail));

    /// <summary>inputGradient ← outputGradient · m · (1 − m) as the other BackwardTail has it, or that added to it, elementwise.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="tail">The tail c of the forward pass.</param>
    /// <param name="outputGradient">The gradient by the output.</param>
    /// <param name="inputGradient">The gradient by the input; may be one of the others.</param>
    /// <param name="update">Whether the gradient replaces what is there or is added to it, rounded before and after.</param>
    /// <inheritdoc cref="Forward{T}" path="/exception"/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="update"/> is none of the two.</exception>
    public void BackwardTail<T>(
        AcceleratorStream stream,
        ArrayView<T> tail,
        ArrayView<T> outputGradient,
        ArrayView<T> inputGradient,
        GradientUpdate update)
        where T : unmanaged =>
        Zip<T, BackwardTail>(stream, new(tail), new(outputGradient), new(inputGradient), update);

    /// <summary>
    /// inputGradient ← outputGradient · m · (1 − m) as BackwardTail has it and biasGradient ← its column sums, or these added to what is there: the
    /// backward pass of ForwardBiasTail.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="tail">The tail c of the forward pass, row by row, each row as long as the bias gradient.</param>
    /// <param name="outputGradient">The gradient by the output.</param>
    /// <param name="inputGradient">The gradient by the input; may be one of the others.</param>
    /// <param name="biasGradient">The gradient by the bias, one number for each column; shares no memory with the others.</param>
    /// <param name="scratch">As <see cref="BackwardBias"/> has it.</param>
    /// <param name="inputUpdate">Whether the input gradient replaces what is there or is added to it.</param>
    /// <param name="biasUpdate">Whether the bias gradient replaces what is there or is added to it.</param>
    /// <inheritdoc cref="BackwardBias" path="/exception"/>
    public void BackwardBiasTail<T>(
        AcceleratorStream stream,
        ArrayView<T> tail,
        ArrayView<T> outputGradient,
        ArrayView<T> inputGradient,
        ArrayView<T> biasGradient,
        ArrayView<double> scratch,
        GradientUpdate inputUpdate = GradientUpdate.Overwrite,
        GradientUpdate biasUpdate = GradientUpdate.Overwrite)
        where T : unmanaged =>
        ZipThenSum<T, BackwardTail>(
            stream,
            new(tail),
            new(outputGradient),
            new(inputGradient),
            Sigmoid.IsAdd(inputUpdate, nameof(inputUpdate)),
            new(biasGradient),
            Sigmoid.IsAdd(biasUpdate, nameof(biasUpdate)),
            new(scratch));
}
