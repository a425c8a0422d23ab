using GpuSigmoid.Memory;

namespace GpuSigmoid;

// The backward passes of a layer.
public sealed partial class SigmoidLayer<T>
{
    /// <summary>
    /// dx = dy · S · (1 − S), S being the output of the last Forward; with <see cref="SigmoidCache.Tail"/> what BackwardTail
    /// computes, which is within 1 ULP of dy · S′(x). May be called again for the same output. It runs on the device's own stream.
    /// </summary>
    /// <param name="outputGradient">dy, of the shape of the last output.</param>
    /// <returns>
    /// dx: a view of the layer's buffer, overwritten by the next Backward, and with <see cref="SigmoidCache.Tail"/> by the next Forward.
    /// </returns>
    /// <exception cref="InvalidOperationException">There was no Forward yet.</exception>
    /// <exception cref="ShapeMismatchException">dy has another shape than the last output.</exception>
    /// <exception cref="DeviceMismatchException">dy is on another device.</exception>
    /// <exception cref="ObjectDisposedException">The layer, dy or the device was disposed of.</exception>
    public DeviceMatrix<T> Backward(DeviceMatrix<T> outputGradient)
    {
        ThrowIfNotOfLastOutput(outputGradient);
        DeviceMatrix<T> inputGradient = Resize(_inputGradient, _gradientBuffer, _cached.Rows);
        CachedPasses.Backward(Cache, _cached, outputGradient, inputGradient, GradientUpdate.Overwrite);
        return Remember(inputGradient);
    }

    /// <summary>The same to a matrix of the caller's, on its stream, or added to what that holds. The output stays.</summary>
    /// <param name="outputGradient">dy, of the shape of the last output.</param>
    /// <param name="inputGradient">Takes dx; the shape of dy. May be dy itself.</param>
    /// <param name="update">Whether dx replaces what the input gradient holds or is added to it.</param>
    /// <exception cref="InvalidOperationException">There was no Forward yet.</exception>
    /// <exception cref="ShapeMismatchException">dy or dx has another shape than the last output.</exception>
    /// <exception cref="DeviceMismatchException">dy or dx is on another device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The update is none of the two.</exception>
    /// <exception cref="ArgumentException">dx overlaps dy in part, or a buffer of the layer's.</exception>
    /// <exception cref="ObjectDisposedException">The layer, dy, dx or the device was disposed of.</exception>
    public void Backward(DeviceMatrix<T> outputGradient, DeviceMatrix<T> inputGradient, GradientUpdate update = GradientUpdate.Overwrite)
    {
        ThrowIfNotOfLastOutput(outputGradient);
        ThrowIfOfTheLayer(inputGradient);
        CachedPasses.Backward(Cache, _cached, outputGradient, inputGradient, update);
    }

    private void ThrowIfNotOfLastOutput(DeviceMatrix<T> outputGradient)
    {
        ArgumentNullException.ThrowIfNull(outputGradient);
        if (!_hasCached)
            throw NoForward();
        DeviceMismatchException.ThrowIfDifferent("The output gradient", outputGradient.Device, "the layer", Device);
        if (outputGradient.Rows != _cached.Rows || outputGradient.Columns != Columns)
        {
            throw new ShapeMismatchException(
                $"The output gradient is {outputGradient.Rows} x {outputGradient.Columns} but the last output is {_cached.Rows} x {Columns}: " +
                "Backward takes the gradient of the batch that Forward took last.");
        }
    }

    private void ThrowIfOfTheLayer(DeviceMatrix<T> inputGradient)
    {
        ArgumentNullException.ThrowIfNull(inputGradient);
        MatrixSlice slice = inputGradient.Slice;
        Overlap.ThrowIfAny("the layer's cache", _cacheBuffer.Slice, nameof(inputGradient), slice);
        Overlap.ThrowIfAny("the layer's own input gradient", _gradientBuffer.Slice, nameof(inputGradient), slice);
    }

    private DeviceMatrix<T> Remember(DeviceMatrix<T> inputGradient)
    {
        if (ReferenceEquals(_output, inputGradient))
            _output = null;
        return _inputGradient = inputGradient;
    }
}
