using GpuSigmoid.Elements;
using GpuSigmoid.Kernels;
using GpuSigmoid.Kernels.Intrinsics;
using GpuSigmoid.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid;

/// <summary>
/// The sigmoid's kernels on an ILGPU accelerator that the caller owns. Every method launches on the given stream, does not wait for it,
/// and allocates nothing once its kernel is compiled, which the first launch of each element type does. An argument may be given twice;
/// views that overlap partially are refused. The element type T is <see cref="float"/>, <see cref="double"/>, <see cref="System.Half"/>,
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
        Map<T, Forward>(stream, input, output, nameof(input), nameof(output));

    /// <summary>derivative ← output · (1 − output), elementwise: S′(x) from the cached output S(x).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="output">The output S(x) of the forward pass.</param>
    /// <param name="derivative">The derivative S′(x); may be <paramref name="output"/>.</param>
    /// <inheritdoc cref="Forward{T}" path="/exception"/>
    public void Derivative<T>(AcceleratorStream stream, ArrayView<T> output, ArrayView<T> derivative)
        where T : unmanaged =>
        Map<T, Derivative>(stream, output, derivative, nameof(output), nameof(derivative));

    /// <summary>inputGradient ← outputGradient · output · (1 − output), elementwise: the backward pass from the cached output.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="output">The output S(x) of the forward pass.</param>
    /// <param name="outputGradient">The gradient by the output.</param>
    /// <param name="inputGradient">The gradient by the input; may be one of the others.</param>
    /// <inheritdoc cref="Forward{T}" path="/exception"/>
    public void Backward<T>(AcceleratorStream stream, ArrayView<T> output, ArrayView<T> outputGradient, ArrayView<T> inputGradient)
        where T : unmanaged =>
        Zip<T, Backward>(
            stream, output, outputGradient, inputGradient, nameof(output), nameof(outputGradient), nameof(inputGradient));

    private void Map<T, TOperation>(AcceleratorStream stream, ArrayView<T> input, ArrayView<T> output, string inputName, string outputName)
        where T : unmanaged
        where TOperation : struct, IMapOperation
    {
        CheckLengths(input, output, inputName, outputName);
        CheckStream(stream);
        if (input.Length == 0)
            return;
        CheckAccelerator(input, inputName);
        CheckAccelerator(output, outputName);
        CheckOverlap(input, output, inputName, outputName);
        ElementPass.Run<T, MapPass<T, TOperation>>(new(_launcher, stream, input, output));
    }

    private void Zip<T, TOperation>(
        AcceleratorStream stream,
        ArrayView<T> left,
        ArrayView<T> right,
        ArrayView<T> output,
        string leftName,
        string rightName,
        string outputName)
        where T : unmanaged
        where TOperation : struct, IZipOperation
    {
        CheckLengths(left, right, leftName, rightName);
        CheckLengths(left, output, leftName, outputName);
        CheckStream(stream);
        if (left.Length == 0)
            return;
        CheckAccelerator(left, leftName);
        CheckAccelerator(right, rightName);
        CheckAccelerator(output, outputName);
        CheckOverlap(left, output, leftName, outputName);
        CheckOverlap(right, output, rightName, outputName);
        ElementPass.Run<T, ZipPass<T, TOperation>>(new(_launcher, stream, left, right, output));
    }

    private readonly struct MapPass<T, TOperation>(
        KernelLauncher launcher, AcceleratorStream stream, ArrayView<T> input, ArrayView<T> output) : IElementPass
        where T : unmanaged
        where TOperation : struct, IMapOperation
    {
        void IElementPass.Run<TElement, TBits, TFormat>() =>
            launcher.Map<TElement, TBits, TOperation>(stream, 1, input.Length, Row<T, TBits>(input), Row<T, TBits>(output));
    }

    private readonly struct ZipPass<T, TOperation>(
        KernelLauncher launcher, AcceleratorStream stream, ArrayView<T> left, ArrayView<T> right, ArrayView<T> output) : IElementPass
        where T : unmanaged
        where TOperation : struct, IZipOperation
    {
        void IElementPass.Run<TElement, TBits, TFormat>() =>
            launcher.Zip<TElement, TBits, TOperation>(
                stream, 1, left.Length, Row<T, TBits>(left), Row<T, TBits>(right), Row<T, TBits>(output));
    }

    private static MatrixView<TBits> Row<T, TBits>(ArrayView<T> view)
        where T : unmanaged
        where TBits : unmanaged =>
        new(view.Cast<TBits>(), view.Length);

    private static void CheckLengths<T>(ArrayView<T> left, ArrayView<T> right, string leftName, string rightName)
        where T : unmanaged
    {
        if (left.Length != right.Length)
            throw new ArgumentException($"{leftName} has {left.Length} elements and {rightName} has {right.Length}: give equal lengths.");
    }

    private void CheckStream(AcceleratorStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Accelerator != _launcher.Accelerator)
            throw new ArgumentException(Mismatch("the stream", stream.Accelerator), nameof(stream));
    }

    private void CheckAccelerator<T>(ArrayView<T> view, string name)
        where T : unmanaged
    {
        if (ViewPlaces.AcceleratorOf(view) is Accelerator owner && owner != _launcher.Accelerator)
            throw new ArgumentException(Mismatch(name, owner), name);
    }

    private string Mismatch(string name, Accelerator owner) =>
        $"{name} belongs to accelerator '{owner.Name}' ({owner.AcceleratorType}), these kernels to " +
        (owner.Name == _launcher.Accelerator.Name
            ? "another one of that name."
            : $"'{_launcher.Accelerator.Name}' ({_launcher.Accelerator.AcceleratorType}).");

    private static void CheckOverlap<T>(ArrayView<T> input, ArrayView<T> output, string inputName, string outputName)
        where T : unmanaged
    {
        if (ViewPlaces.OverlapPartially(input, output))
            throw new ArgumentException($"{inputName} and {outputName} overlap partially: give the same view twice, or separate views.");
    }
}
