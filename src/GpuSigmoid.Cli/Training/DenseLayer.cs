using GpuSigmoid.Training;

namespace GpuSigmoid.Cli.Training;

/// <summary>
/// A dense layer S(a · W + b) of a network, with its weights, their gradients, and the matrices that one batch needs: allocated once, and
/// all on the device.
/// </summary>
internal sealed class DenseLayer<T> : IDisposable
    where T : unmanaged
{
    private readonly MatrixProduct _product;
    private readonly DeviceMatrix<T> _outputs;
    private readonly DeviceMatrix<T> _gradients;
    private readonly DeviceMatrix<T>? _tails;

    // The views of the batch under way.
    private DeviceMatrix<T> _output;
    private DeviceMatrix<T> _gradient;
    private DeviceMatrix<T>? _tail;

    /// <param name="device">Where all is.</param>
    /// <param name="weights">W, row-major: inputs x outputs numbers.</param>
    /// <param name="inputs">The columns of a.</param>
    /// <param name="outputs">The columns of S.</param>
    /// <param name="capacity">The most rows that a batch has.</param>
    /// <param name="cache">What is kept for the backward pass.</param>
    /// <param name="product">Computes the matrix products. It stays the caller's.</param>
    public DenseLayer(
        SigmoidDevice device, ReadOnlySpan<T> weights, int inputs, int outputs, int capacity, SigmoidCache cache, MatrixProduct product)
    {
        _product = product;
        Weights = device.Upload(weights, inputs, outputs);
        Bias = device.Upload<T>(new T[outputs], 1, outputs);
        WeightGradient = device.Allocate<T>(inputs, outputs);
        BiasGradient = device.Allocate<T>(1, outputs);
        _outputs = device.Allocate<T>(capacity, outputs);
        _gradients = device.Allocate<T>(capacity, outputs);
        _tails = cache == SigmoidCache.Tail ? device.Allocate<T>(capacity, outputs) : null;
        (_output, _gradient, _tail) = (_outputs, _gradients, _tails);
    }

    public DeviceMatrix<T> Weights { get; }

    public DeviceMatrix<T> Bias { get; }

    public DeviceMatrix<T> WeightGradient { get; }

    public DeviceMatrix<T> BiasGradient { get; }

    /// <summary>S of the last batch.</summary>
    public DeviceMatrix<T> Output => _output;

    /// <summary>The gradient of the loss with respect to S, which Backward makes the one with respect to a · W + b.</summary>
    public DeviceMatrix<T> Gradient => _gradient;

    /// <summary>S(a · W + b) for a batch.</summary>
    public DeviceMatrix<T> Forward(DeviceMatrix<T> input, SigmoidClock clock)
    {
        if (_output.Rows != input.Rows)
        {
            _output = _outputs.RowRange(0, input.Rows);
            _gradient = _gradients.RowRange(0, input.Rows);
            _tail = _tails?.RowRange(0, input.Rows);
        }

        _product.Multiply(input, Weights, _output);
        clock.Start();
        if (_tail is null)
        {
            Sigmoid.ForwardBias(_output, Bias, _output);
        }
        else
        {
            Sigmoid.ForwardBiasTail(_output, Bias, _tail, _output);
        }

        clock.Stop();
        return _output;
    }

    /// <summary>The gradients of W and b, summed over the batch, from <see cref="Gradient"/>.</summary>
    /// <param name="input">a, as Forward had it.</param>
    /// <param name="inputGradient">Takes the gradient of the loss with respect to a, where it is asked for.</param>
    /// <param name="clock">Times the sigmoid's pass.</param>
    public void Backward(DeviceMatrix<T> input, DeviceMatrix<T>? inputGradient, SigmoidClock clock)
    {
        clock.Start();
        if (_tail is null)
        {
            Sigmoid.BackwardBias(_output, _gradient, _gradient, BiasGradient);
        }
        else
        {
            Sigmoid.BackwardBiasTail(_tail, _gradient, _gradient, BiasGradient);
        }

        clock.Stop();
        _product.MultiplyTransposed(input, _gradient, WeightGradient);
        if (inputGradient is not null)
        {
            _product.MultiplyByTransposed(_gradient, Weights, inputGradient);
        }
    }

    /// <summary>W and b less the rate times their gradients.</summary>
    /// <param name="negativeRate">The rate with its sign turned, once for each column.</param>
    public void Step(DeviceMatrix<T> negativeRate)
    {
        DeviceMatrix<T> factor = negativeRate.View(0, 0, 1, Weights.Columns);
        Launch.AddScaled(Weights, WeightGradient, factor);
        Launch.AddScaled(Bias, BiasGradient, factor);
    }

    public void Dispose()
    {
        foreach (DeviceMatrix<T> matrix in (DeviceMatrix<T>[])[Weights, Bias, WeightGradient, BiasGradient, _outputs, _gradients])
        {
            matrix.Dispose();
        }

        _tails?.Dispose();
    }
}
