using GpuSigmoid.Numerics;

namespace GpuSigmoid;

/// <summary>
/// The logistic sigmoid's passes over matrices, elementwise. Each queues its work on the stream of its output, after all work queued there
/// before, and returns: nothing is allocated and nothing is copied to or from the host. (On <c>cpu</c> the work is done when the call
/// returns.)
/// </summary>
/// <remarks>
/// Results are the same to the last bit on every device. float, <see cref="Half"/> and <see cref="BFloat16"/> forward, both 2-byte types
/// backward and every derivative are the exact values rounded once, to nearest, ties to even; float and double backward are within 0.502
/// ULP of the exact dy·S·(1−S) of the given S, double forward within 0.51 ULP. A NaN in gives the quiet NaN without payload out. The output may be the
/// same view as an input; an overlap in part is refused.
/// </remarks>
public static partial class Sigmoid
{
    /// <summary>S(x) = 1 / (1 + e^−x).</summary>
    /// <param name="input">x.</param>
    /// <param name="output">Takes S(x); the shape of x. May be the input itself.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">The two overlap in part.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void Forward<T>(DeviceMatrix<T> input, DeviceMatrix<T> output)
        where T : unmanaged =>
        Launch.Map<T, Forward>(new(input), new(output));

    /// <summary>dx = dy · S · (1 − S), the gradient of the loss with respect to x, from the cached output of <see cref="Forward"/>.</summary>
    /// <param name="output">S = S(x), as Forward gave it.</param>
    /// <param name="outputGradient">dy, the gradient of the loss with respect to S; the shape of S.</param>
    /// <param name="inputGradient">Takes dx; the shape of S. May be either of the others.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">The input gradient overlaps another in part.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void Backward<T>(DeviceMatrix<T> output, DeviceMatrix<T> outputGradient, DeviceMatrix<T> inputGradient)
        where T : unmanaged =>
        Launch.Zip<T, Backward>(new(output), new(outputGradient), new(inputGradient));

    /// <summary>S′ = S · (1 − S), the derivative at x from the cached output of <see cref="Forward"/>.</summary>
    /// <param name="output">S = S(x), as Forward gave it.</param>
    /// <param name="derivative">Takes S′; the shape of S. May be the output itself.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">The two overlap in part.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void Derivative<T>(DeviceMatrix<T> output, DeviceMatrix<T> derivative)
        where T : unmanaged =>
        Launch.Map<T, Derivative>(new(output), new(derivative));
}
