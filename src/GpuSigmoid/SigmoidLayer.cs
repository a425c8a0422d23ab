namespace GpuSigmoid;

/// <summary>
/// An elementwise sigmoid layer: Forward computes S(x) and keeps it on the device, Backward takes dy · S · (1 − S) from it. Its two buffers
/// are allocated once. Neither pass waits for the device or copies a byte to or from the host.
/// </summary>
/// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
/// <remarks>
/// What a pass returns is a view of the layer's own buffers, valid until the next call of that pass. A layer is not safe for use from
/// several threads at once.
/// </remarks>
public sealed class SigmoidLayer<T> : IDisposable
    where T : unmanaged
{
    private readonly DeviceMatrix<T> _outputBuffer;
    private readonly DeviceMatrix<T> _gradientBuffer;
    private DeviceMatrix<T> _output;
    private DeviceMatrix<T> _inputGradient;
    private bool _hasOutput;

    /// <summary>Creates a layer and allocates its buffers: 2 · capacity · columns elements.</summary>
    /// <param name="device">Where x and dy will be.</param>
    /// <param name="capacity">The most rows that a batch has.</param>
    /// <param name="columns">The columns that every batch has.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the bytes do not fit 64 bits.</exception>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory.</exception>
    /// <exception cref="NotSupportedException">T is another type.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed of.</exception>
    public SigmoidLayer(SigmoidDevice device, long capacity, long columns)
    {
        ArgumentNullException.ThrowIfNull(device);
        _outputBuffer = device.Allocate<T>(capacity, columns);
        try
        {
            _gradientBuffer = device.Allocate<T>(capacity, columns);
        }
        catch
        {
            _outputBuffer.Dispose();
            throw;
        }
        // Views, so that a caller who disposes of what a pass returned does not take the layer's buffers away.
        _output = _outputBuffer.RowRange(0, capacity);
        _inputGradient = _gradientBuffer.RowRange(0, capacity);
    }

    /// <summary>The device.</summary>
    public SigmoidDevice Device => _outputBuffer.Device;

    /// <summary>The most rows that a batch has.</summary>
    public long Capacity => _outputBuffer.Rows;

    /// <summary>The columns of every batch.</summary>
    public long Columns => _outputBuffer.Columns;

    /// <summary>S(x) of the last <see cref="Forward"/>.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    public DeviceMatrix<T> Output => _hasOutput ? _output : throw NoForward();

    /// <summary>S(x), kept for <see cref="Backward"/>.</summary>
    /// <param name="input">x: up to <see cref="Capacity"/> rows of <see cref="Columns"/> columns.</param>
    /// <returns>S(x): a view of the layer's buffer, overwritten by the next Forward.</returns>
    /// <exception cref="ShapeMismatchException">x has more rows, or other columns.</exception>
    /// <exception cref="DeviceMismatchException">x is on another device.</exception>
    /// <exception cref="ObjectDisposedException">The layer, x or the device was disposed of.</exception>
    public DeviceMatrix<T> Forward(DeviceMatrix<T> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DeviceMismatchException.ThrowIfDifferent("The input", input.Device, "the layer", Device);
        if (input.Columns != Columns || input.Rows > Capacity)
        {
            throw new ShapeMismatchException(
                $"The input is {input.Rows} x {input.Columns} but the layer takes up to {Capacity} rows of {Columns} columns.");
        }
        DeviceMatrix<T> output = Resize(_output, _outputBuffer, input.Rows);
        Sigmoid.Forward(input, output);
        _output = output;
        _hasOutput = true;
        return output;
    }

    /// <summary>dx = dy · S · (1 − S), S being the output of the last <see cref="Forward"/>.</summary>
    /// <param name="outputGradient">dy, of the shape of the last output.</param>
    /// <returns>dx: a view of the layer's buffer, overwritten by the next Backward.</returns>
    /// <exception cref="InvalidOperationException">There was no Forward yet.</exception>
    /// <exception cref="ShapeMismatchException">dy has another shape than the last output.</exception>
    /// <exception cref="DeviceMismatchException">dy is on another device.</exception>
    /// <exception cref="ObjectDisposedException">The layer, dy or the device was disposed of.</exception>
    public DeviceMatrix<T> Backward(DeviceMatrix<T> outputGradient)
    {
        ArgumentNullException.ThrowIfNull(outputGradient);
        if (!_hasOutput)
            throw NoForward();
        DeviceMismatchException.ThrowIfDifferent("The output gradient", outputGradient.Device, "the layer", Device);
        if (outputGradient.Rows != _output.Rows || outputGradient.Columns != Columns)
        {
            throw new ShapeMismatchException(
                $"The output gradient is {outputGradient.Rows} x {outputGradient.Columns} but the last output is {_output.Rows} x {Columns}: " +
                "Backward takes the gradient of the batch that Forward took last.");
        }
        _inputGradient = Resize(_inputGradient, _gradientBuffer, _output.Rows);
        Sigmoid.Backward(_output, outputGradient, _inputGradient);
        return _inputGradient;
    }

    /// <summary>Gives the layer's buffers back to the device.</summary>
    public void Dispose()
    {
        _outputBuffer.Dispose();
        _gradientBuffer.Dispose();
    }

    private static InvalidOperationException NoForward() =>
        new("The layer has no output yet: call Forward with a batch first.");

    // A batch of the size of the last one reuses its view, so that a steady step allocates nothing.
    private static DeviceMatrix<T> Resize(DeviceMatrix<T> current, DeviceMatrix<T> buffer, long rows) =>
        current.Rows == rows ? current : buffer.RowRange(0, rows);
}
