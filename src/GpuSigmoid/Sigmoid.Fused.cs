using GpuSigmoid.Numerics;

namespace GpuSigmoid;

public static partial class Sigmoid
{
    /// <summary>S(x + b), the bias b added to every row of x.</summary>
    /// <param name="input">x.</param>
    /// <param name="bias">b, one number for each column: 1 row, the columns of x.</param>
    /// <param name="output">Takes S(x + b); the shape of x. May be the input itself, and shares no memory with the bias.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <remarks>
    /// Each x + b is rounded to T: the result is, to the bit, what <see cref="Forward"/> gives for the matrix of the rounded sums.
    /// </remarks>
    /// <exception cref="ShapeMismatchException">The bias is not 1 x columns, or the shapes of the others differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">The output overlaps the input in part, or the bias at all.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void ForwardBias<T>(DeviceMatrix<T> input, DeviceMatrix<T> bias, DeviceMatrix<T> output)
        where T : unmanaged =>
        Launch.AddRowThenMap<T, Forward>(new(input), new(bias), new(output));

    /// <summary>
    /// dx = dy · S · (1 − S) as <see cref="Backward{T}(DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T})"/> gives it, written or added.
    /// </summary>
    /// <param name="output">S = S(x), as Forward gave it.</param>
    /// <param name="outputGradient">dy, the gradient of the loss with respect to S; the shape of S.</param>
    /// <param name="inputGradient">Takes dx, or dx added to what it holds; the shape of S. May be either of the others.</param>
    /// <param name="update">Whether dx replaces what the input gradient holds or is added to it.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <remarks>
    /// With <see cref="GradientUpdate.Add"/> dx is rounded to T, then added and the sum rounded: the bits of a backward pass into another
    /// matrix and an addition.
    /// </remarks>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The update is none of the two.</exception>
    /// <exception cref="ArgumentException">The input gradient overlaps another in part.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void Backward<T>(
        DeviceMatrix<T> output, DeviceMatrix<T> outputGradient, DeviceMatrix<T> inputGradient, GradientUpdate update)
        where T : unmanaged
    {
        if (IsAdd(update, nameof(update)))
            Launch.ZipThenAdd<T, Backward>(new(output), new(outputGradient), new(inputGradient));
        else
            Backward(output, outputGradient, inputGradient);
    }

    /// <summary>
    /// The gradients of the backward pass dx = dy · S · (1 − S) itself, for a loss that depends on dx: g · S · (1 − S) with respect to dy,
    /// and g · dy · (1 − 2S) with respect to S.
    /// </summary>
    /// <param name="output">S = S(x), as Forward gave it.</param>
    /// <param name="outputGradient">dy, as the backward pass had it; the shape of S.</param>
    /// <param name="inputGradientGradient">g, the gradient of the loss with respect to dx; the shape of S.</param>
    /// <param name="outputGradientGradient">
    /// Takes g · S · (1 − S), the bits of Backward with g for dy, or that added to what it holds; the shape of S. May be one of the three
    /// above.
    /// </param>
    /// <param name="outputSecondGradient">
    /// Takes g · dy · (1 − 2S), or that added to what it holds; the shape of S. May be the output gradient, and shares no memory with the
    /// others.
    /// </param>
    /// <param name="outputGradientGradientUpdate">Whether the first result replaces what is there or is added to it.</param>
    /// <param name="outputSecondGradientUpdate">Whether the second result replaces what is there or is added to it.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <remarks>
    /// Two passes, both on the stream of the first result. The second gradient is the exact g · dy · (1 − 2S) of the given numbers rounded
    /// once for the 2-byte types, and within 0.502 ULP of it for float and double, subnormal results included. Where S is ±∞ so is 1 − 2S,
    /// with the other sign; 0 · ∞ is NaN. What is added is rounded to T before, and the sum once more.
    /// </remarks>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An update is none of the two.</exception>
    /// <exception cref="ArgumentException">A result overlaps another matrix otherwise than said above.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void DoubleBackward<T>(
        DeviceMatrix<T> output,
        DeviceMatrix<T> outputGradient,
        DeviceMatrix<T> inputGradientGradient,
        DeviceMatrix<T> outputGradientGradient,
        DeviceMatrix<T> outputSecondGradient,
        GradientUpdate outputGradientGradientUpdate = GradientUpdate.Overwrite,
        GradientUpdate outputSecondGradientUpdate = GradientUpdate.Overwrite)
        where T : unmanaged =>
        Launch.DoubleBackward<T>(
            new(output),
            new(outputGradient),
            new(inputGradientGradient),
            new(outputGradientGradient),
            IsAdd(outputGradientGradientUpdate, nameof(outputGradientGradientUpdate)),
            new(outputSecondGradient),
            IsAdd(outputSecondGradientUpdate, nameof(outputSecondGradientUpdate)));

    internal static bool IsAdd(GradientUpdate update, string name) => update switch
    {
        GradientUpdate.Overwrite => false,
        GradientUpdate.Add => true,
        _ => throw new ArgumentOutOfRangeException(
            name, $"{name} is {(int)update}: it must be {nameof(GradientUpdate.Overwrite)} or {nameof(GradientUpdate.Add)}."),
    };
}
