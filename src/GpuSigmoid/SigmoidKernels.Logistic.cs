using GpuSigmoid.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid;

public sealed partial class SigmoidKernels
{
    /// <summary>output ← L / (1 + e^−k(input − x₀)), elementwise, as <see cref="Sigmoid.ForwardLogistic"/> has it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="input">The input x.</param>
    /// <param name="curve">L, k and x₀.</param>
    /// <param name="output">The output y; may be <paramref name="input"/>.</param>
    /// <inheritdoc cref="Forward{T}" path="/exception"/>
    /// <exception cref="ArgumentOutOfRangeException">L is 0 or no finite number of T, or k or x₀ is not finite.</exception>
    public void ForwardLogistic<T>(AcceleratorStream stream, ArrayView<T> input, LogisticCurve curve, ArrayView<T> output)
        where T : unmanaged
    {
        curve.ThrowIfNotUsable<T>(nameof(curve));
        if (curve == LogisticCurve.Sigmoid)
            Forward(stream, input, output);
        else
            Parametric<T, LogisticForward>(stream, new(input), new(input), new(output), adds: false, curve.ForForward);
    }

    /// <summary>
    /// inputGradient ← outputGradient · k · output · (1 − output/L), or that added to it, elementwise: the backward pass from the cached
    /// output, as <see cref="Sigmoid.BackwardLogistic"/> has it.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="output">The output y of the forward pass.</param>
    /// <param name="outputGradient">The gradient by the output.</param>
    /// <param name="curve">L, k and x₀ as the forward pass had them.</param>
    /// <param name="inputGradient">The gradient by the input; may be one of the others.</param>
    /// <param name="update">Whether the gradient replaces what is there or is added to it.</param>
    /// <inheritdoc cref="Forward{T}" path="/exception"/>
    /// <exception cref="ArgumentOutOfRangeException">
    /// L is 0 or no finite number of T, k or x₀ is not finite, or the update is none of the two.
    /// </exception>
    public void BackwardLogistic<T>(
        AcceleratorStream stream,
        ArrayView<T> output,
        ArrayView<T> outputGradient,
        LogisticCurve curve,
        ArrayView<T> inputGradient,
        GradientUpdate update = GradientUpdate.Overwrite)
        where T : unmanaged
    {
        curve.ThrowIfNotUsable<T>(nameof(curve));
        bool adds = Sigmoid.IsAdd(update, nameof(update));
        if (curve == LogisticCurve.Sigmoid)
            Backward(stream, output, outputGradient, inputGradient, update);
        else
            Parametric<T, LogisticBackward>(stream, new(output), new(outputGradient), new(inputGradient), adds, curve.ForBackward);
    }
}
