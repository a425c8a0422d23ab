namespace GpuSigmoid;

// The passes of a layer with a bias.
public sealed partial class SigmoidLayer<T>
{
    /// <summary>S(x + b), the bias b added to every row of x, and what the backward passes need is kept.</summary>
    /// <param name="input">x: up to <see cref="Capacity"/> rows of <see cref="Columns"/> columns.</param>
    /// <param name="bias">b, one number for each column: 1 row.</param>
    /// <returns>
    /// S(x + b): a view of the layer's buffer, overwritten by the next Forward, and with <see cref="SigmoidCache.Tail"/> by the next Backward.
    /// </returns>
    /// <exception cref="ShapeMismatchException">x has more rows, or other columns; or the bias is not 1 x columns.</exception>
    /// <exception cref="DeviceMismatchException">x or the bias is on another device.</exception>
    /// <exception cref="ArgumentException">x or the bias is a part of a buffer of the layer's.</exception>
    /// <exception cref="ObjectDisposedException">The layer, x, the bias or the device was disposed of.</exception>
    public DeviceMatrix<T> ForwardBias(DeviceMatrix<T> input, DeviceMatrix<T> bias)
    {
        ArgumentNullException.ThrowIfNull(bias);
        return Run(input, bias);
    }

    /// <summary>
    /// S(x + b) to a matrix of the caller's, on its stream, and what the backward passes need is kept: two passes over x with
    /// <see cref="SigmoidCache.Output"/>, one with <see cref="SigmoidCache.Tail"/>.
    /// </summary>
    /// <param name="input">x: up to <see cref="Capacity"/> rows of <see cref="Columns"/> columns.</param>
    /// <param name="bias">b, one number for each column: 1 row.</param>
    /// <param name="output">Takes S(x + b); the shape of x. May be x itself.</param>
    /// <exception cref="ShapeMismatchException">
    /// x has more rows, or other columns; the bias is not 1 x columns; or the output has another shape.
    /// </exception>
    /// <exception cref="DeviceMismatchException">x, the bias or the output is on another device.</exception>
    /// <exception cref="ArgumentException">
    /// The output overlaps x in part or the bias at all, or one of the three overlaps the layer's cache.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The layer, x, the bias, the output or the device was disposed of.</exception>
    public void ForwardBias(DeviceMatrix<T> input, DeviceMatrix<T> bias, DeviceMatrix<T> output)
    {
        ArgumentNullException.ThrowIfNull(bias);
        Run(input, bias, output);
    }

    /// <summary>
    /// What <see cref="Backward(DeviceMatrix{T})"/> gives, and db, the sum of dx over each column as <see cref="Sigmoid.BackwardBias"/> gives
    /// it: one pass.
    /// </summary>
    /// <param name="outputGradient">dy, of the shape of the last output.</param>
    /// <param name="biasGradient">Takes db; 1 row. Shares no memory with dy or the layer's buffers.</param>
    /// <param name="biasUpdate">Whether db replaces what the bias gradient holds or is added to it.</param>
    /// <returns>
    /// dx: a view of the layer's buffer, overwritten by the next Backward, and with <see cref="SigmoidCache.Tail"/> by the next Forward.
    /// </returns>
    /// <exception cref="InvalidOperationException">There was no Forward yet.</exception>
    /// <exception cref="ShapeMismatchException">dy has another shape than the last output, or the bias gradient is not 1 x columns.</exception>
    /// <exception cref="DeviceMismatchException">dy or the bias gradient is on another device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The update is none of the two.</exception>
    /// <exception cref="ArgumentException">The bias gradient overlaps dy or a buffer of the layer's.</exception>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory for the sums.</exception>
    /// <exception cref="ObjectDisposedException">The layer, dy, the bias gradient or the device was disposed of.</exception>
    public DeviceMatrix<T> BackwardBias(
        DeviceMatrix<T> outputGradient, DeviceMatrix<T> biasGradient, GradientUpdate biasUpdate = GradientUpdate.Overwrite)
    {
        ThrowIfNotOfLastOutput(outputGradient);
        DeviceMatrix<T> inputGradient = Resize(_inputGradient, _gradientBuffer, _cached.Rows);
        CachedPasses.BackwardBias(Cache, _cached, outputGradient, inputGradient, biasGradient, GradientUpdate.Overwrite, biasUpdate);
        return Remember(inputGradient);
    }

    /// <summary>The same to a matrix of the caller's, on its stream, or added to what that holds. The output stays.</summary>
    /// <param name="outputGradient">dy, of the shape of the last output.</param>
    /// <param name="inputGradient">Takes dx; the shape of dy. May be dy itself.</param>
    /// <param name="biasGradient">Takes db; 1 row. Shares no memory with the others or the layer's buffers.</param>
    /// <param name="inputUpdate">Whether dx replaces what the input gradient holds or is added to it.</param>
    /// <param name="biasUpdate">Whether db replaces what the bias gradient holds or is added to it.</param>
    /// <exception cref="InvalidOperationException">There was no Forward yet.</exception>
    /// <exception cref="ShapeMismatchException">
    /// dy or dx has another shape than the last output, or the bias gradient is not 1 x columns.
    /// </exception>
    /// <exception cref="DeviceMismatchException">dy, dx or the bias gradient is on another device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An update is none of the two.</exception>
    /// <exception cref="ArgumentException">dx overlaps dy in part or a buffer of the layer's, or the bias gradient overlaps another.</exception>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory for the sums.</exception>
    /// <exception cref="ObjectDisposedException">The layer, dy, dx, the bias gradient or the device was disposed of.</exception>
    public void BackwardBias(
        DeviceMatrix<T> outputGradient,
        DeviceMatrix<T> inputGradient,
        DeviceMatrix<T> biasGradient,
        GradientUpdate inputUpdate = GradientUpdate.Overwrite,
        GradientUpdate biasUpdate = GradientUpdate.Overwrite)
    {
        ThrowIfNotOfLastOutput(outputGradient);
        ThrowIfOfTheLayer(inputGradient);
        CachedPasses.BackwardBias(Cache, _cached, outputGradient, inputGradient, biasGradient, inputUpdate, biasUpdate);
    }
}
