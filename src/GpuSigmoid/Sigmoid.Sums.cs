using GpuSigmoid.Numerics;

namespace GpuSigmoid;

public static partial class Sigmoid
{
    /// <summary>
    /// dx = dy · S · (1 − S) as <see cref="Backward{T}(DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T})"/> gives it, and db, the sum of dx
    /// over each column: the backward pass of <see cref="ForwardBias"/>. One pass over the matrices.
    /// </summary>
    /// <param name="output">S, as Forward gave it.</param>
    /// <param name="outputGradient">dy, the gradient of the loss with respect to S; the shape of S.</param>
    /// <param name="inputGradient">Takes dx; the shape of S. May be either of the others.</param>
    /// <param name="biasGradient">Takes db; 1 row, the columns of S. Shares no memory with the others.</param>
    /// <param name="inputUpdate">Whether dx replaces what the input gradient holds or is added to it.</param>
    /// <param name="biasUpdate">Whether db replaces what the bias gradient holds or is added to it.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <remarks>
    /// <para>
    /// db sums the dx that are rounded to T, before they are added to what the input gradient holds, in the order of
    /// <see cref="ColumnSums"/>.
    /// </para>
    /// <para>
    /// The sums of blocks take float64 memory of the device, 1/256 of the elements' number and a little. The stream keeps it, counted in
    /// <see cref="SigmoidDevice.BytesHeld"/>, until a larger matrix needs more, which waits for the work that is queued; so a steady step
    /// allocates nothing. All runs on the input gradient's stream. Calls from several threads on one stream wait for each other.
    /// </para>
    /// </remarks>
    /// <exception cref="ShapeMismatchException">The bias gradient is not 1 x columns, or the shapes of the others differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An update is none of the two.</exception>
    /// <exception cref="ArgumentException">
    /// The input gradient overlaps another in part, or the bias gradient another at all.
    /// </exception>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory for the sums.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void BackwardBias<T>(
        DeviceMatrix<T> output,
        DeviceMatrix<T> outputGradient,
        DeviceMatrix<T> inputGradient,
        DeviceMatrix<T> biasGradient,
        GradientUpdate inputUpdate = GradientUpdate.Overwrite,
        GradientUpdate biasUpdate = GradientUpdate.Overwrite)
        where T : unmanaged =>
        Launch.ZipThenSum<T, Backward>(
            new(output),
            new(outputGradient),
            new(inputGradient),
            IsAdd(inputUpdate, nameof(inputUpdate)),
            new(biasGradient),
            IsAdd(biasUpdate, nameof(biasUpdate)));

    /// <summary>The sum of each column.</summary>
    /// <param name="input">The matrix.</param>
    /// <param name="sums">Takes the sums; 1 row, the columns of the input. Shares no memory with the input.</param>
    /// <param name="update">Whether the sums replace what is there or are added to it.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <remarks>
    /// The order is fixed, whatever the device and the shape of its launches, so that the sums have the same bits everywhere: all in float64,
    /// rows in blocks of 256, each block from 0 in the order of its rows; then the sums of 256 blocks in the same way, and so on until one
    /// is left; then, where the sums are added to what is there, that value; and one rounding to T. No rows give 0.
    /// </remarks>
    /// <exception cref="ShapeMismatchException">The sums are not 1 x columns.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The update is none of the two.</exception>
    /// <exception cref="ArgumentException">The sums overlap the input.</exception>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory for the sums of blocks.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void ColumnSums<T>(
        DeviceMatrix<T> input, DeviceMatrix<T> sums, GradientUpdate update = GradientUpdate.Overwrite)
        where T : unmanaged =>
        Launch.Sum<T>(new(input), new(sums), IsAdd(update, nameof(update)));

    /// <summary>The sum of all elements.</summary>
    /// <param name="input">The matrix.</param>
    /// <param name="total">Takes the sum; 1 x 1. Shares no memory with the input.</param>
    /// <param name="update">Whether the sum replaces what is there or is added to it.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <remarks>
    /// The order is fixed as that of <see cref="ColumnSums"/> is: the sum of each column in that order, left in float64; then these sums in
    /// the order of their columns as if they were one column; and one rounding to T.
    /// </remarks>
    /// <exception cref="ShapeMismatchException">The total is not 1 x 1.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The update is none of the two.</exception>
    /// <exception cref="ArgumentException">The total overlaps the input.</exception>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory for the sums of blocks.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void Sum<T>(DeviceMatrix<T> input, DeviceMatrix<T> total, GradientUpdate update = GradientUpdate.Overwrite)
        where T : unmanaged =>
        Launch.Total<T>(new(input), new(total), IsAdd(update, nameof(update)));
}
