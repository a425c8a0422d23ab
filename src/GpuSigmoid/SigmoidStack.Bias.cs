namespace GpuSigmoid;

// The pushes and pops with a bias.
public sealed partial class SigmoidStack<T>
{
    /// <summary>S(x + b), the bias b added to every row of x, and what the backward pass needs is kept in the next slot.</summary>
    /// <param name="input">x: up to the slot's rows, of its columns.</param>
    /// <param name="bias">b, one number for each column: 1 row.</param>
    /// <returns>S(x + b), as <see cref="Push(DeviceMatrix{T})"/> returns S(x).</returns>
    /// <exception cref="InvalidOperationException">All slots are taken.</exception>
    /// <exception cref="ShapeMismatchException">x has more rows than the slot, or other columns; or the bias is not 1 x columns.</exception>
    /// <exception cref="DeviceMismatchException">x or the bias is on another device.</exception>
    /// <exception cref="ArgumentException">x overlaps the slot, or the scratch in part; or the bias overlaps either.</exception>
    /// <exception cref="ObjectDisposedException">The stack, x, the bias or the device was disposed of.</exception>
    public DeviceMatrix<T> PushBias(DeviceMatrix<T> input, DeviceMatrix<T> bias)
    {
        ArgumentNullException.ThrowIfNull(bias);
        return PushTo(input, bias);
    }

    /// <summary>The same, to a matrix of the caller's and on its stream, as <see cref="Push(DeviceMatrix{T}, DeviceMatrix{T})"/> does.</summary>
    /// <param name="input">x: up to the slot's rows, of its columns.</param>
    /// <param name="bias">b, one number for each column: 1 row.</param>
    /// <param name="output">Takes S(x + b); the shape of x. May be x itself.</param>
    /// <exception cref="InvalidOperationException">All slots are taken.</exception>
    /// <exception cref="ShapeMismatchException">
    /// x has more rows than the slot, or other columns; the bias is not 1 x columns; or the output has another shape.
    /// </exception>
    /// <exception cref="DeviceMismatchException">x, the bias or the output is on another device.</exception>
    /// <exception cref="ArgumentException">
    /// The output overlaps x in part or the bias at all, or one of the three overlaps the slot.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The stack, x, the bias, the output or the device was disposed of.</exception>
    public void PushBias(DeviceMatrix<T> input, DeviceMatrix<T> bias, DeviceMatrix<T> output)
    {
        ArgumentNullException.ThrowIfNull(bias);
        PushTo(input, bias, output);
    }

    /// <summary>
    /// dx = dy · S′ of the last push that was not popped, and db, the sum of dx over each column as <see cref="Sigmoid.BackwardBias"/> gives
    /// it: one pass.
    /// </summary>
    /// <param name="outputGradient">dy, of the shape of that push's x. May be what the last pop returned.</param>
    /// <param name="biasGradient">Takes db; 1 row. Shares no memory with dy, the slot or the scratch.</param>
    /// <param name="biasUpdate">Whether db replaces what the bias gradient holds or is added to it.</param>
    /// <returns>dx: a view of the stack's scratch, valid until the next pop.</returns>
    /// <exception cref="InvalidOperationException">Nothing is pushed.</exception>
    /// <exception cref="ShapeMismatchException">dy has another shape, or the bias gradient is not 1 x columns.</exception>
    /// <exception cref="DeviceMismatchException">dy or the bias gradient is on another device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The update is none of the two.</exception>
    /// <exception cref="ArgumentException">dy overlaps the scratch in part, or the bias gradient overlaps another.</exception>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory for the sums.</exception>
    /// <exception cref="ObjectDisposedException">The stack, dy, the bias gradient or the device was disposed of.</exception>
    public DeviceMatrix<T> PopBias(
        DeviceMatrix<T> outputGradient, DeviceMatrix<T> biasGradient, GradientUpdate biasUpdate = GradientUpdate.Overwrite)
    {
        DeviceMatrix<T> inputGradient = Last(outputGradient).InputGradient;
        PopTo(outputGradient, inputGradient, biasGradient, GradientUpdate.Overwrite, biasUpdate);
        return inputGradient;
    }

    /// <summary>The same to a matrix of the caller's, on its stream, or added to what that holds.</summary>
    /// <param name="outputGradient">dy, of the shape of the last push's x.</param>
    /// <param name="inputGradient">Takes dx; the shape of dy. May be dy itself.</param>
    /// <param name="biasGradient">Takes db; 1 row. Shares no memory with the others or the slot.</param>
    /// <param name="inputUpdate">Whether dx replaces what the input gradient holds or is added to it.</param>
    /// <param name="biasUpdate">Whether db replaces what the bias gradient holds or is added to it.</param>
    /// <exception cref="InvalidOperationException">Nothing is pushed.</exception>
    /// <exception cref="ShapeMismatchException">dy or dx has another shape, or the bias gradient is not 1 x columns.</exception>
    /// <exception cref="DeviceMismatchException">dy, dx or the bias gradient is on another device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An update is none of the two.</exception>
    /// <exception cref="ArgumentException">dx overlaps dy or the slot in part, or the bias gradient overlaps another.</exception>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory for the sums.</exception>
    /// <exception cref="ObjectDisposedException">The stack, dy, dx, the bias gradient or the device was disposed of.</exception>
    public void PopBias(
        DeviceMatrix<T> outputGradient,
        DeviceMatrix<T> inputGradient,
        DeviceMatrix<T> biasGradient,
        GradientUpdate inputUpdate = GradientUpdate.Overwrite,
        GradientUpdate biasUpdate = GradientUpdate.Overwrite)
    {
        Last(outputGradient);
        ArgumentNullException.ThrowIfNull(inputGradient);
        PopTo(outputGradient, inputGradient, biasGradient, inputUpdate, biasUpdate);
    }

    private void PopTo(
        DeviceMatrix<T> outputGradient,
        DeviceMatrix<T> inputGradient,
        DeviceMatrix<T> biasGradient,
        GradientUpdate inputUpdate,
        GradientUpdate biasUpdate)
    {
        CachedPasses.BackwardBias(Cache, _slots[Count - 1].Cached, outputGradient, inputGradient, biasGradient, inputUpdate, biasUpdate);
        Count--;
    }
}
