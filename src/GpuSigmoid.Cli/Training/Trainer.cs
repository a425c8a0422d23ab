using System.Diagnostics;
using GpuSigmoid.Training;

namespace GpuSigmoid.Cli.Training;

/// <summary>
/// Plain gradient descent on a device. The rows are put into a random order once, on the host, before the one upload; the batches are ranges
/// of rows, taken in a new random order in every epoch. Only an epoch's loss comes back to the host, when the epoch ends.
/// </summary>
internal sealed class Trainer<T, TElements> : IDisposable
    where T : unmanaged
    where TElements : struct, IElements<T>
{
    // An epoch of a small network takes milliseconds, of which one interruption would be much.
    private static readonly TimeSpan LeastMeasured = TimeSpan.FromSeconds(0.3);

    private readonly DenseNetwork<T> _network;
    private readonly DeviceMatrix<T> _inputs;
    private readonly DeviceMatrix<T> _targets;
    private readonly DeviceMatrix<T> _negativeRates;
    private readonly DeviceMatrix<T> _batchSums;
    private readonly DeviceMatrix<T> _sum;
    private readonly Batch[] _batches;
    private readonly int[] _order;
    private readonly RandomNumbers _random;

    /// <param name="device">Where the network is trained.</param>
    /// <param name="data">What it is trained on.</param>
    /// <param name="options">How.</param>
    /// <param name="product">Computes the matrix products; null is <see cref="MatrixProduct.Plain"/>. It stays the caller's.</param>
    public Trainer(SigmoidDevice device, TrainingData data, TrainingOptions options, MatrixProduct? product = null)
    {
        _random = new(options.Seed);
        float[][] weights = Initialisation.Weights(options.Layers, _random);
        LabelledRows rows = data.Train.Reordered(_random.Permutation(data.Train.Rows));
        int capacity = Math.Min(options.Batch, rows.Rows);
        int batches = (rows.Rows + capacity - 1) / capacity;
        int classes = options.Layers[^1];
        int lastRows = rows.Rows - ((batches - 1) * capacity);

        _network = new(device, options.Layers, Array.ConvertAll(weights, Round), capacity, options.Cache, product);
        _inputs = device.Upload<T>(Round(rows.Values), rows.Rows, rows.Columns);
        _targets = device.Upload<T>(OneHot(rows.Labels, classes), rows.Rows, classes);
        int widest = options.Layers.Max();
        T[] rates = new T[2 * widest];
        rates.AsSpan(0, widest).Fill(TElements.Round(-options.Rate / capacity));
        rates.AsSpan(widest).Fill(TElements.Round(-options.Rate / lastRows));
        _negativeRates = device.Upload<T>(rates, 2, widest);
        _batchSums = device.Allocate<T>(batches, 1);
        _sum = device.Allocate<T>(1, 1);

        _order = _random.Permutation(batches);
        _batches = new Batch[batches];
        for (int batch = 0; batch < batches; batch++)
        {
            bool isLast = batch == batches - 1;
            int count = isLast ? lastRows : capacity;
            _batches[batch] = new(
                _inputs.RowRange(batch * capacity, count),
                _targets.RowRange(batch * capacity, count),
                _batchSums.RowRange(batch, 1),
                _negativeRates.RowRange(isLast ? 1 : 0, 1));
        }
    }

    /// <summary>Trains for an epoch.</summary>
    /// <returns>The mean loss of a row, each batch's taken before its step.</returns>
    public double RunEpoch(CancellationToken cancellationToken)
    {
        _random.Shuffle(_order);
        foreach (int index in _order)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Batch batch = _batches[index];
            _network.Differentiate(batch.Inputs, batch.Targets, batch.SquareSum);
            _network.Step(batch.NegativeRate);
        }

        Sigmoid.Sum(_batchSums, _sum);
        T sum = default;
        _sum.CopyTo(new Span<T>(ref sum));
        return TElements.Widen(sum) / 2 / _inputs.Rows;
    }

    /// <summary>More epochs, with the device waited for around each pass of the sigmoid. They change the weights: run it last.</summary>
    /// <returns>The time in the sigmoid's passes as a part of all.</returns>
    public double MeasureSigmoidShare(CancellationToken cancellationToken)
    {
        _network.Clock.IsEnabled = true;
        long start = Stopwatch.GetTimestamp();
        TimeSpan elapsed = TimeSpan.Zero;
        while (elapsed < LeastMeasured)
        {
            RunEpoch(cancellationToken);
            elapsed = Stopwatch.GetElapsedTime(start);
        }

        return _network.Clock.Elapsed / elapsed;
    }

    public T[] CopyWeights() => _network.CopyWeights();

    /// <summary>The part of the rows whose largest output is their label's; of several largest the first.</summary>
    public double Accuracy(SigmoidDevice device, LabelledRows rows)
    {
        using DeviceMatrix<T> inputs = device.Upload<T>(Round(rows.Values), rows.Rows, rows.Columns);
        int capacity = (int)_batches[0].Inputs.Rows, correct = 0;
        T[] outputs = new T[capacity * _targets.Columns];
        for (int row = 0; row < rows.Rows; row += capacity)
        {
            int count = Math.Min(capacity, rows.Rows - row);
            Span<T> part = outputs.AsSpan(0, count * (int)_targets.Columns);
            _network.Forward(inputs.RowRange(row, count)).CopyTo(part);
            for (int i = 0; i < count; i++)
            {
                correct += Largest(part.Slice(i * (int)_targets.Columns, (int)_targets.Columns)) == rows.Labels[row + i] ? 1 : 0;
            }
        }

        return (double)correct / rows.Rows;
    }

    public void Dispose()
    {
        _network.Dispose();
        foreach (DeviceMatrix<T> matrix in (DeviceMatrix<T>[])[_inputs, _targets, _negativeRates, _batchSums, _sum])
        {
            matrix.Dispose();
        }
    }

    private static int Largest(ReadOnlySpan<T> values)
    {
        int largest = 0;
        for (int index = 1; index < values.Length; index++)
        {
            if (TElements.Widen(values[index]) > TElements.Widen(values[largest]))
            {
                largest = index;
            }
        }

        return largest;
    }

    private static T[] OneHot(ReadOnlySpan<byte> labels, int classes)
    {
        T[] targets = new T[labels.Length * classes];
        for (int row = 0; row < labels.Length; row++)
        {
            targets[(row * classes) + labels[row]] = TElements.Round(1);
        }

        return targets;
    }

    private static T[] Round(float[] values) => Array.ConvertAll(values, value => TElements.Round(value));

    private readonly record struct Batch(
        DeviceMatrix<T> Inputs, DeviceMatrix<T> Targets, DeviceMatrix<T> SquareSum, DeviceMatrix<T> NegativeRate);
}
