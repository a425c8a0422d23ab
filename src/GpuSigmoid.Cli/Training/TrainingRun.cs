using System.Diagnostics;
using GpuSigmoid.Cli.Run;
using GpuSigmoid.Training;

namespace GpuSigmoid.Cli.Training;

/// <summary>A training from its data to its report.</summary>
internal static class TrainingRun
{
    public static TrainingReport Run(
        SigmoidDevice device,
        TrainingData data,
        TrainingOptions options,
        MatrixProduct product,
        ElementType type,
        Action<int> progress,
        CancellationToken cancellationToken) =>
        type switch
        {
            ElementType.Float32 => Run<float, Float32Elements>(device, data, options, product, progress, cancellationToken),
            ElementType.Float64 => Run<double, Float64Elements>(device, data, options, product, progress, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };

    private static TrainingReport Run<T, TElements>(
        SigmoidDevice device,
        TrainingData data,
        TrainingOptions options,
        MatrixProduct product,
        Action<int> progress,
        CancellationToken cancellationToken)
        where T : unmanaged
        where TElements : struct, IElements<T>
    {
        using Trainer<T, TElements> trainer = new(device, data, options, product);
        double[] losses = new double[options.Epochs];
        using BusCounter bus = new();
        long start = Stopwatch.GetTimestamp();
        for (int epoch = 0; epoch < losses.Length; epoch++)
        {
            losses[epoch] = trainer.RunEpoch(cancellationToken);
            progress(epoch + 1);
        }

        TimeSpan time = Stopwatch.GetElapsedTime(start);
        (long toDevice, long toHost) = (bus.BytesToDevice, bus.BytesToHost);
        string hash = Digest.Of<T>(trainer.CopyWeights());
        double testAccuracy = trainer.Accuracy(device, data.Test), trainAccuracy = trainer.Accuracy(device, data.Train);
        return new TrainingReport
        {
            Device = device.Name,
            DeviceDescription = device.Description,
            Data = data.Name,
            Dtype = TElements.Type.Name(),
            Layers = options.Layers,
            Epochs = options.Epochs,
            Batch = options.Batch,
            Rate = options.Rate,
            Seed = options.Seed,
            Cache = CacheForms.Name(options.Cache),
            MatrixProduct = product.Description,
            SameBitsEverywhere = product.HasSameBitsEverywhere,
            Losses = losses,
            TrainAccuracy = trainAccuracy,
            TestAccuracy = testAccuracy,
            Seconds = time.TotalSeconds,
            SigmoidShare = trainer.MeasureSigmoidShare(cancellationToken),
            BytesToDevice = toDevice,
            BytesToHost = toHost,
            WeightsSha256 = hash,
        };
    }
}
