using GpuSigmoid.Training;

namespace GpuSigmoid.Cli.Training;

/// <summary>
/// Dense sigmoid layers one after the other, on a device. The loss of a row is ½ Σ (S − t)² over the last layer's outputs S and the
/// targets t; a batch's loss and gradients are sums over its rows.
/// </summary>
internal sealed class DenseNetwork<T> : IDisposable
    where T : unmanaged
{
    private readonly DenseLayer<T>[] _layers;
    private readonly DeviceMatrix<T> _squares;

    /// <param name="device">Where all is.</param>
    /// <param name="sizes">The columns of the input, then those of each layer.</param>
    /// <param name="weights">Each layer's weights, row-major.</param>
    /// <param name="capacity">The most rows that a batch has.</param>
    /// <param name="cache">What the layers keep for their backward passes.</param>
    /// <param name="product">Computes the matrix products; null is <see cref="MatrixProduct.Plain"/>. It stays the caller's.</param>
    public DenseNetwork(
        SigmoidDevice device,
        IReadOnlyList<int> sizes,
        IReadOnlyList<T[]> weights,
        int capacity,
        SigmoidCache cache = SigmoidCache.Output,
        MatrixProduct? product = null)
    {
        _squares = device.Allocate<T>(capacity, sizes[^1]);
        _layers = new DenseLayer<T>[sizes.Count - 1];
        Clock = new(device);
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            _layers[layer] = new(device, weights[layer], sizes[layer], sizes[layer + 1], capacity, cache, product ?? MatrixProduct.Plain);
        }
    }

    public IReadOnlyList<DenseLayer<T>> Layers => _layers;

    public SigmoidClock Clock { get; }

    /// <summary>The last layer's outputs: valid until the next batch.</summary>
    public DeviceMatrix<T> Forward(DeviceMatrix<T> input)
    {
        DeviceMatrix<T> output = input;
        foreach (DenseLayer<T> layer in _layers)
        {
            output = layer.Forward(output, Clock);
        }

        return output;
    }

    /// <summary>Forward and backward: the gradients of all weights, and the sum of (S − t)² over the batch.</summary>
    /// <param name="input">A batch.</param>
    /// <param name="targets">t, the shape of the last layer's outputs.</param>
    /// <param name="squareSum">Takes the sum: 1 x 1.</param>
    public void Differentiate(DeviceMatrix<T> input, DeviceMatrix<T> targets, DeviceMatrix<T> squareSum)
    {
        DeviceMatrix<T> output = Forward(input);
        DeviceMatrix<T> error = _layers[^1].Gradient;
        Launch.Subtract(output, targets, error);
        DeviceMatrix<T> squares = _squares.RowRange(0, input.Rows);
        Launch.Square(error, squares);
        Sigmoid.Sum(squares, squareSum);
        for (int layer = _layers.Length - 1; layer >= 0; layer--)
        {
            bool isFirst = layer == 0;
            _layers[layer].Backward(
                isFirst ? input : _layers[layer - 1].Output, isFirst ? null : _layers[layer - 1].Gradient, Clock);
        }
    }

    /// <summary>All weights less the rate times their gradients.</summary>
    /// <param name="negativeRate">The rate with its sign turned, in a row at least as long as the widest layer.</param>
    public void Step(DeviceMatrix<T> negativeRate)
    {
        foreach (DenseLayer<T> layer in _layers)
        {
            layer.Step(negativeRate);
        }
    }

    /// <summary>All weights, layer by layer: W row-major, then b.</summary>
    public T[] CopyWeights()
    {
        T[] weights = new T[_layers.Sum(layer => layer.Weights.Length + layer.Bias.Length)];
        Span<T> rest = weights;
        foreach (DenseLayer<T> layer in _layers)
        {
            foreach (DeviceMatrix<T> matrix in (DeviceMatrix<T>[])[layer.Weights, layer.Bias])
            {
                matrix.CopyTo(rest[..(int)matrix.Length]);
                rest = rest[(int)matrix.Length..];
            }
        }

        return weights;
    }

    public void Dispose()
    {
        foreach (DenseLayer<T> layer in _layers)
        {
            layer?.Dispose();
        }

        _squares.Dispose();
    }
}
