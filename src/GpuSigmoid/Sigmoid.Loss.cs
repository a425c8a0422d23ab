using GpuSigmoid.Numerics;

namespace GpuSigmoid;

public static partial class Sigmoid
{
    /// <summary>
    /// Binary cross-entropy with logits, max(x, 0) − x·t + log(1 + e^−|x|), which is −t·log S(x) − (1 − t)·log(1 − S(x)); and its gradient
    /// with respect to x, S(x) − t. One pass.
    /// </summary>
    /// <param name="input">x.</param>
    /// <param name="target">t, as a rule from 0 to 1; the shape of x.</param>
    /// <param name="loss">Takes the loss of each element; the shape of x. May be the input or the target.</param>
    /// <param name="inputGradient">Takes S(x) − t; the shape of x. May be the input or the target, and shares no memory with the loss.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <remarks>
    /// <para>
    /// Stable for every finite x: nothing overflows, and for t from 0 to 1 no accuracy is lost in the tails, where S(x) itself has long
    /// become 1. For t from 0 to 1 the loss is within 0.502 ULP of the exact value in float and the 2-byte types, 6 ULP in double. The
    /// gradient is a difference of q = S(−|x|) and w, which is 1 − t for x &gt; 0 and t else: before its last rounding it is within 2^-50 of
    /// the larger of the two, and in float and the 2-byte types therefore within 0.502 ULP of the exact value unless it is 2^16 times
    /// smaller than they are. For other targets the loss can cancel, too: its error is then relative to |x·w|. An infinite x gives |x|·w,
    /// and NaN where w is 0.
    /// </para>
    /// <para>
    /// Computed in float64 for every type, which GPUs that are not made for it do at 1/32 or 1/64 of the speed: there the pass takes longer
    /// than the memory does.
    /// </para>
    /// <para>It runs on the stream of the loss, and so does the sum of the losses, where it is wanted.</para>
    /// </remarks>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">A result overlaps an argument in part, or the other result.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void ForwardLoss<T>(DeviceMatrix<T> input, DeviceMatrix<T> target, DeviceMatrix<T> loss, DeviceMatrix<T> inputGradient)
        where T : unmanaged =>
        Launch.ZipPair<T, CrossEntropy>(new(input), new(target), new(loss), new(inputGradient));

    /// <summary>The same, and the sum of the losses.</summary>
    /// <param name="input">x.</param>
    /// <param name="target">t; the shape of x.</param>
    /// <param name="loss">Takes the loss of each element; the shape of x. May be the input or the target.</param>
    /// <param name="inputGradient">Takes S(x) − t; the shape of x. May be the input or the target, and shares no memory with the loss.</param>
    /// <param name="totalLoss">Takes the sum of the losses as <see cref="Sum"/> gives it; 1 x 1. Shares no memory with the others.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <inheritdoc cref="ForwardLoss{T}(DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T})" path="/remarks"/>
    /// <exception cref="ShapeMismatchException">The shapes differ, or the total is not 1 x 1.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">A result overlaps an argument in part, or another result; or the total overlaps any.</exception>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory for the sums of blocks.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void ForwardLoss<T>(
        DeviceMatrix<T> input, DeviceMatrix<T> target, DeviceMatrix<T> loss, DeviceMatrix<T> inputGradient, DeviceMatrix<T> totalLoss)
        where T : unmanaged
    {
        Launch.ZipPairThenTotal<T, CrossEntropy>(new(input), new(target), new(loss), new(inputGradient), new(totalLoss));
    }
}
