using GpuSigmoid.Elements;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid;

public sealed partial class SigmoidKernels
{
    /// <summary>output ← S(input + bias), the bias added to every row, as <see cref="Sigmoid.ForwardBias"/> has it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="input">The input x, row by row, each row as long as the bias.</param>
    /// <param name="bias">The bias, one number for each column.</param>
    /// <param name="output">The output S(x + b); may be <paramref name="input"/>, and shares no memory with the bias.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The lengths differ or are no whole rows, a view or the stream belongs to another accelerator, or views overlap otherwise than said.
    /// </exception>
    /// <exception cref="NotSupportedException">T is none of the element types.</exception>
    public void ForwardBias<T>(AcceleratorStream stream, ArrayView<T> input, ArrayView<T> bias, ArrayView<T> output)
        where T : unmanaged =>
        AddRowThenMap<T, Forward>(stream, new(input), new(bias), new(output));

    /// <summary>
    /// outputGradientGradient ← g · S · (1 − S) and outputSecondGradient ← g · dy · (1 − 2S), or these added to what is there: the gradients
    /// of the backward pass by dy and by S, as <see cref="Sigmoid.DoubleBackward"/> has them, in two launches.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="output">The output S(x) of the forward pass.</param>
    /// <param name="outputGradient">dy, as the backward pass had it.</param>
    /// <param name="inputGradientGradient">g, the gradient by the input gradient.</param>
    /// <param name="outputGradientGradient">The gradient by dy; may be one of the three above.</param>
    /// <param name="outputSecondGradient">The gradient by S; may be the output gradient, and shares no memory with the others.</param>
    /// <param name="outputGradientGradientUpdate">Whether the first result replaces what is there or is added to it.</param>
    /// <param name="outputSecondGradientUpdate">Whether the second result replaces what is there or is added to it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An update is none of the two.</exception>
    /// <exception cref="ArgumentException">
    /// The lengths differ, a view or the stream belongs to another accelerator, or views overlap otherwise than said.
    /// </exception>
    /// <exception cref="NotSupportedException">T is none of the element types.</exception>
    public void DoubleBackward<T>(
        AcceleratorStream stream,
        ArrayView<T> output,
        ArrayView<T> outputGradient,
        ArrayView<T> inputGradientGradient,
        ArrayView<T> outputGradientGradient,
        ArrayView<T> outputSecondGradient,
        GradientUpdate outputGradientGradientUpdate = GradientUpdate.Overwrite,
        GradientUpdate outputSecondGradientUpdate = GradientUpdate.Overwrite)
        where T : unmanaged
    {
        bool addsFirst = Sigmoid.IsAdd(outputGradientGradientUpdate, nameof(outputGradientGradientUpdate));
        bool addsSecond = Sigmoid.IsAdd(outputSecondGradientUpdate, nameof(outputSecondGradientUpdate));
        ViewArgument<T> s = new(output, nameof(output)), g = new(inputGradientGradient, nameof(inputGradientGradient));
        ViewArgument<T> dy = new(outputGradient, nameof(outputGradient));
        ViewArgument<T> first = new(outputGradientGradient, nameof(outputGradientGradient));
        ViewArgument<T> second = new(outputSecondGradient, nameof(outputSecondGradient));
        if (!IsWork(stream, first, s, dy, g) || !IsWork(stream, second, dy))
            return;
        s.ThrowIfAnyIn(second);
        g.ThrowIfAnyIn(second);
        first.ThrowIfAnyIn(second);
        // The one by S first, since the other may lie over what it reads.
        ElementPass.Run<T, TernaryPass<T, OutputSecondGradient>>(new(_launcher, stream, s.View, dy.View, g.View, second.View, addsSecond));
        ElementPass.Run<T, ZipPass<T, Backward>>(new(_launcher, stream, s.View, g.View, first.View, addsFirst));
    }

    /// <summary>
    /// loss ← max(x, 0) − x·t + log(1 + e^−|x|), binary cross-entropy with logits, and inputGradient ← S(x) − t, as
    /// <see cref="Sigmoid.ForwardLoss{T}(DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T})"/> has them, in one launch.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="input">The input x.</param>
    /// <param name="target">The target t, as a rule from 0 to 1.</param>
    /// <param name="loss">
    /// The loss of each element, which <see cref="ColumnSums"/> sums to one number where it is given one; may be the input or the target.
    /// </param>
    /// <param name="inputGradient">The gradient by the input; may be the input or the target, and shares no memory with the loss.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The lengths differ, a view or the stream belongs to another accelerator, or views overlap otherwise than said.
    /// </exception>
    /// <exception cref="NotSupportedException">T is none of the element types.</exception>
    public void ForwardLoss<T>(
        AcceleratorStream stream, ArrayView<T> input, ArrayView<T> target, ArrayView<T> loss, ArrayView<T> inputGradient)
        where T : unmanaged =>
        ZipPair<T, CrossEntropy>(stream, new(input), new(target), new(loss), new(inputGradient));
}
