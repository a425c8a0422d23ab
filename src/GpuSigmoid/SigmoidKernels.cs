using GpuSigmoid.Kernels;
using GpuSigmoid.Kernels.Intrinsics;
using GpuSigmoid.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid;

/// <summary>
/// The sigmoid's kernels on an ILGPU accelerator that the caller owns. Every method launches on the given stream, does not wait for it,
/// and allocates nothing once its kernel is compiled, which the first launch of each element type does; memory for sums is the caller's.
/// An argument may be given twice; views that overlap partially are refused. Results are to the bit those of <see cref="Sigmoid"/>, whose
/// methods of the same names say how exact they are. The element type T is <see cref="float"/>, <see cref="double"/>, <see cref="System.Half"/>,
/// <see cref="ILGPU.Half"/> or <see cref="BFloat16"/>. Launches from several threads are serialised for each accelerator.
/// </summary>
public sealed partial class SigmoidKernels
{
    private readonly KernelLauncher _launcher;

    /// <summary>Prepares the kernels for an accelerator. Nothing is compiled yet.</summary>
    /// <param name="accelerator">The accelerator. It stays the caller's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accelerator"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The accelerator's context was built without <see cref="SigmoidContextBuilderExtensions.EnableSigmoid"/>.
    /// </exception>
    public SigmoidKernels(Accelerator accelerator)
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        if (!PreparedContexts.Contains(accelerator.Context))
        {
            throw new InvalidOperationException(
                $"The context of accelerator '{accelerator.Name}' does not know the sigmoid's arithmetic: add " +
                $".{nameof(SigmoidContextBuilderExtensions.EnableSigmoid)}() to its Context.Create(builder => ...).");
        }

        _launcher = new KernelLauncher(accelerator);
    }

    /// <summary>output ← S(input), S(x) = 1 / (1 + e^−x), elementwise.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="input">The input x.</param>
    /// <param name="output">The output S(x); may be <paramref name="input"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The lengths differ, a view or the stream belongs to another accelerator, or the views overlap partially.
    /// </exception>
    /// <exception cref="NotSupportedException">T is none of the element types.</exception>
    public void Forward<T>(AcceleratorStream stream, ArrayView<T> input, ArrayView<T> output)
        where T : unmanaged =>
        Map<T, Forward>(stream, new(input), new(output));

    /// <summary>derivative ← output · (1 − output), elementwise: S′(x) from the cached output S(x).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="output">The output S(x) of the forward pass.</param>
    /// <param name="derivative">The derivative S′(x); may be <paramref name="output"/>.</param>
    /// <inheritdoc cref="Forward{T}" path="/exception"/>
    public void Derivative<T>(AcceleratorStream stream, ArrayView<T> output, ArrayView<T> derivative)
        where T : unmanaged =>
        Map<T, Derivative>(stream, new(output), new(derivative));

    /// <summary>inputGradient ← outputGradient · output · (1 − output), elementwise: the backward pass from the cached output.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="output">The output S(x) of the forward pass.</param>
    /// <param name="outputGradient">The gradient by the output.</param>
    /// <param name="inputGradient">The gradient by the input; may be one of the others.</param>
    /// <inheritdoc cref="Forward{T}" path="/exception"/>
    public void Backward<T>(AcceleratorStream stream, ArrayView<T> output, ArrayView<T> outputGradient, ArrayView<T> inputGradient)
        where T : unmanaged =>
        Zip<T, Backward>(stream, new(output), new(outputGradient), new(inputGradient));

    /// <summary>The same, or inputGradient ← inputGradient + that: gradient accumulation.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="output">The output S(x) of the forward pass.</param>
    /// <param name="outputGradient">The gradient by the output.</param>
    /// <param name="inputGradient">The gradient by the input; may be one of the others.</param>
    /// <param name="update">Whether the gradient replaces what is there or is added to it, rounded before and after.</param>
    /// <inheritdoc cref="Forward{T}" path="/exception"/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="update"/> is none of the two.</exception>
    public void Backward<T>(
        AcceleratorStream stream,
        ArrayView<T> output,
        ArrayView<T> outputGradient,
        ArrayView<T> inputGradient,
        GradientUpdate update)
        where T : unmanaged =>
        Zip<T, Backward>(stream, new(output), new(outputGradient), new(inputGradient), update);
}
