using GpuSigmoid.Numerics;

namespace GpuSigmoid;

public static partial class Sigmoid
{
    /// <summary>y = L / (1 + e^−k(x − x₀)).</summary>
    /// <param name="input">x.</param>
    /// <param name="curve">L, k and x₀, in float64 whatever T is.</param>
    /// <param name="output">Takes y; the shape of x. May be the input itself.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <remarks>
    /// Within 0.502 ULP of the exact value in float and the 2-byte types, and within 4 ULP in double, unless it is subnormal: there within
    /// 4 of the smallest subnormal number; where k(x − x₀) is below −745, y is 0 in double. With <see cref="LogisticCurve.Sigmoid"/> it is
    /// <see cref="Forward"/> to the bit. Computed in float64, which GPUs that are not made for it do at 1/32 or 1/64 of the speed.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">L is 0 or no finite number of T, or k or x₀ is not finite.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">The two overlap in part.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void ForwardLogistic<T>(DeviceMatrix<T> input, LogisticCurve curve, DeviceMatrix<T> output)
        where T : unmanaged
    {
        curve.ThrowIfNotUsable<T>(nameof(curve));
        if (curve == LogisticCurve.Sigmoid)
        {
            Forward(input, output);
            return;
        }
        Launch.Parametric<T, LogisticForward>(new(input), new(input), new(output), adds: false, curve.ForForward);
    }

    /// <summary>dx = dy · k · y · (1 − y/L), from the cached output y of <see cref="ForwardLogistic"/>.</summary>
    /// <param name="output">y, as ForwardLogistic gave it.</param>
    /// <param name="outputGradient">dy, the gradient of the loss with respect to y; the shape of y.</param>
    /// <param name="curve">L, k and x₀ as the forward pass had them.</param>
    /// <param name="inputGradient">Takes dx, or dx added to what it holds; the shape of y. May be either of the others.</param>
    /// <param name="update">Whether dx replaces what the input gradient holds or is added to it.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <remarks>
    /// Within 0.502 ULP of the exact value for the given y in float and the 2-byte types, within 5 ULP in double, as long as no product of
    /// y, L − y, k/L and dy leaves float64's normal range. With <see cref="LogisticCurve.Sigmoid"/> it is
    /// <see cref="Backward{T}(DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T})"/> to the bit. With <see cref="GradientUpdate.Add"/> dx is
    /// rounded to T, then added and the sum rounded.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">L is 0 or no finite number of T, k or x₀ is not finite, or the update is none of the two.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">The input gradient overlaps another in part.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void BackwardLogistic<T>(
        DeviceMatrix<T> output,
        DeviceMatrix<T> outputGradient,
        LogisticCurve curve,
        DeviceMatrix<T> inputGradient,
        GradientUpdate update = GradientUpdate.Overwrite)
        where T : unmanaged
    {
        curve.ThrowIfNotUsable<T>(nameof(curve));
        if (curve == LogisticCurve.Sigmoid)
        {
            Backward(output, outputGradient, inputGradient, update);
            return;
        }
        bool adds = IsAdd(update, nameof(update));
        Launch.Parametric<T, LogisticBackward>(new(output), new(outputGradient), new(inputGradient), adds, curve.ForBackward);
    }
}
