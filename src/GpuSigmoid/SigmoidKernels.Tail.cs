using GpuSigmoid.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid;

public sealed partial class SigmoidKernels
{
    /// <summary>tail ← copysign(S(−|input|), input), elementwise: the second cache form, as <see cref="Sigmoid.ForwardTail{T}(DeviceMatrix{T}, DeviceMatrix{T})"/> has it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="input">The input x.</param>
    /// <param name="tail">The tail c; may be <paramref name="input"/>.</param>
    /// <inheritdoc cref="Forward{T}" path="/exception"/>
    public void ForwardTail<T>(AcceleratorStream stream, ArrayView<T> input, ArrayView<T> tail)
        where T : unmanaged =>
        Map<T, ForwardTail<Forward>>(stream, new(input), new(tail));

    /// <summary>
    /// inputGradient ← outputGradient · m · (1 − m), elementwise: the backward pass from the cached tail, as
    /// <see cref="Sigmoid.BackwardTail{T}(DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T})"/> has it.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="tail">The tail c of the forward pass.</param>
    /// <param name="outputGradient">The gradient by the output.</param>
    /// <param name="inputGradient">The gradient by the input; may be one of the others.</param>
    /// <inheritdoc cref="Forward{T}" path="/exception"/>
    public void BackwardTail<T>(AcceleratorStream stream, ArrayView<T> tail, ArrayView<T> outputGradient, ArrayView<T> inputGradient)
        where T : unmanaged =>
        Zip<T, BackwardTail>(stream, new(tail), new(outputGradient), new(inputGradient));

    /// <summary>output ← |tail| where the tail is negative, 1 − m elsewhere: S(x), as <see cref="Sigmoid.OutputFromTail"/> has it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="tail">The tail c of the forward pass.</param>
    /// <param name="output">The output S(x); may be <paramref name="tail"/>.</param>
    /// <inheritdoc cref="Forward{T}" path="/exception"/>
    public void OutputFromTail<T>(AcceleratorStream stream, ArrayView<T> tail, ArrayView<T> output)
        where T : unmanaged =>
        Map<T, OutputFromTail>(stream, new(tail), new(output));
}
