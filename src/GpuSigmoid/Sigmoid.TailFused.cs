using GpuSigmoid.Numerics;

namespace GpuSigmoid;

// The fused passes of the second cache form.
public static partial class Sigmoid
{
    /// <summary>
    /// c = copysign(S(−|x + b|), x + b), the bias b added to every row of x: the form of the cache that
    /// <see cref="ForwardTail{T}(DeviceMatrix{T}, DeviceMatrix{T})"/> gives.
    /// </summary>
    /// <param name="input">x.</param>
    /// <param name="bias">b, one number for each column: 1 row, the columns of x.</param>
    /// <param name="tail">Takes c; the shape of x. May be the input itself, and shares no memory with the bias.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <remarks>
    /// Each x + b is rounded to T: the result is, to the bit, what <see cref="ForwardTail{T}(DeviceMatrix{T}, DeviceMatrix{T})"/> gives for
    /// the matrix of the rounded sums.
    /// </remarks>
    /// <inheritdoc cref="ForwardBias" path="/exception"/>
    public static void ForwardBiasTail<T>(DeviceMatrix<T> input, DeviceMatrix<T> bias, DeviceMatrix<T> tail)
        where T : unmanaged =>
        Launch.AddRowThenMap<T, ForwardTail<Forward>>(new(input), new(bias), new(tail));

    /// <summary>c = copysign(S(−|x|), x) and S(x), the bits of ForwardTail and of <see cref="Forward"/>, in one pass over x.</summary>
    /// <param name="input">x.</param>
    /// <param name="tail">Takes c; the shape of x. May be the input itself.</param>
    /// <param name="output">Takes S(x); the shape of x. May be the input itself, and shares no memory with the tail.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <remarks>It runs on the stream of the output.</remarks>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">A result overlaps the input in part, or the other result.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void ForwardTail<T>(DeviceMatrix<T> input, DeviceMatrix<T> tail, DeviceMatrix<T> output)
        where T : unmanaged =>
        Launch.ZipPair<T, OutputAndTail<Forward>>(new(input), new(input), new(output), new(tail));

    /// <summary>
    /// c = copysign(S(−|x + b|), x + b) and S(x + b), the bits of ForwardBiasTail and of <see cref="ForwardBias"/>, in one pass over x.
    /// </summary>
    /// <param name="input">x.</param>
    /// <param name="bias">b, one number for each column: 1 row, the columns of x.</param>
    /// <param name="tail">Takes c; the shape of x. May be the input itself, and shares no memory with the bias.</param>
    /// <param name="output">Takes S(x + b); the shape of x. May be the input itself, and shares no memory with the bias or the tail.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <remarks>It runs on the stream of the output.</remarks>
    /// <exception cref="ShapeMismatchException">The bias is not 1 x columns, or the shapes of the others differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">A result overlaps the input in part, or the bias or the other result at all.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void ForwardBiasTail<T>(DeviceMatrix<T> input, DeviceMatrix<T> bias, DeviceMatrix<T> tail, DeviceMatrix<T> output)
        where T : unmanaged =>
        Launch.AddRowThenPair<T, OutputAndTail<Forward>>(new(input), new(bias), new(output), new(tail));

    /// <summary>
    /// dx = dy · m · (1 − m) as <see cref="BackwardTail{T}(DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T})"/> gives it, written or
    /// added.
    /// </summary>
    /// <param name="tail">c, as ForwardTail gave it.</param>
    /// <param name="outputGradient">dy, the gradient of the loss with respect to S; the shape of c.</param>
    /// <param name="inputGradient">Takes dx, or dx added to what it holds; the shape of c. May be either of the others.</param>
    /// <param name="update">Whether dx replaces what the input gradient holds or is added to it.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <inheritdoc cref="Backward{T}(DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T}, GradientUpdate)" path="/remarks|/exception"/>
    public static void BackwardTail<T>(
        DeviceMatrix<T> tail, DeviceMatrix<T> outputGradient, DeviceMatrix<T> inputGradient, GradientUpdate update)
        where T : unmanaged
    {
        if (IsAdd(update, nameof(update)))
            Launch.ZipThenAdd<T, BackwardTail>(new(tail), new(outputGradient), new(inputGradient));
        else
            BackwardTail(tail, outputGradient, inputGradient);
    }

    /// <summary>
    /// dx = dy · m · (1 − m) as <see cref="BackwardTail{T}(DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T})"/> gives it, and db, the
    /// sum of dx over each column: the backward pass of
    /// <see cref="ForwardBiasTail{T}(DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T})"/>. One pass over the matrices.
    /// </summary>
    /// <param name="tail">c, as ForwardBiasTail gave it.</param>
    /// <param name="outputGradient">dy, the gradient of the loss with respect to S; the shape of c.</param>
    /// <param name="inputGradient">Takes dx; the shape of c. May be either of the others.</param>
    /// <param name="biasGradient">Takes db; 1 row, the columns of c. Shares no memory with the others.</param>
    /// <param name="inputUpdate">Whether dx replaces what the input gradient holds or is added to it.</param>
    /// <param name="biasUpdate">Whether db replaces what the bias gradient holds or is added to it.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <inheritdoc cref="BackwardBias" path="/remarks|/exception"/>
    public static void BackwardBiasTail<T>(
        DeviceMatrix<T> tail,
        DeviceMatrix<T> outputGradient,
        DeviceMatrix<T> inputGradient,
        DeviceMatrix<T> biasGradient,
        GradientUpdate inputUpdate = GradientUpdate.Overwrite,
        GradientUpdate biasUpdate = GradientUpdate.Overwrite)
        where T : unmanaged =>
        Launch.ZipThenSum<T, BackwardTail>(
            new(tail),
            new(outputGradient),
            new(inputGradient),
            IsAdd(inputUpdate, nameof(inputUpdate)),
            new(biasGradient),
            IsAdd(biasUpdate, nameof(biasUpdate)));
}
