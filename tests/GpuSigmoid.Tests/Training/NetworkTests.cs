using GpuSigmoid.Cli;
using GpuSigmoid.Cli.Run;
using GpuSigmoid.Cli.Training;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Training;

/// <summary>A short training gives the same weights to the bit on every device, and crosses the bus for its losses alone.</summary>
public abstract class NetworkTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    // Rows that no batch divides, so that the last batch of an epoch is smaller.
    private const int Rows = 250;

    private static readonly TrainingData Data = First(TrainingData.Load(TrainingData.DigitsName), Rows);

    private static readonly TrainingOptions Options = new() { Layers = [64, 19, 10], Epochs = 2, Batch = 32, Rate = 2, Seed = 7 };

    /// <summary>The hashes begin as what `cpu` gave when it was first run: they hold today's bits to those of other days and machines.</summary>
    [Theory]
    [InlineData(SigmoidCache.Output, "95b064a574a45976")]
    [InlineData(SigmoidCache.Tail, "e42ed01a2fe903e0")]
    public void Float32WeightsAreTheSameBits(SigmoidCache cache, string hash) => Check<float, Float32Elements>(cache, hash, sizeof(float));

    [Theory]
    [InlineData(SigmoidCache.Output, "c85d2eb37df9b305")]
    [InlineData(SigmoidCache.Tail, "4b00e7400d571155")]
    public void Float64WeightsAreTheSameBits(SigmoidCache cache, string hash) => Check<double, Float64Elements>(cache, hash, sizeof(double));

    private void Check<T, TElements>(SigmoidCache cache, string hash, int sizeInBytes)
        where T : unmanaged
        where TElements : struct, IElements<T>
    {
        TrainingOptions options = Options with { Cache = cache };
        using Trainer<T, TElements> trainer = new(Device, Data, options);
        using BusCounter bus = new();
        double[] losses = [.. Enumerable.Range(0, options.Epochs).Select(_ => trainer.RunEpoch(CancellationToken.None))];
        Assert.Equal((0, options.Epochs * sizeInBytes), (bus.BytesToDevice, bus.BytesToHost));
        T[] weights = trainer.CopyWeights();
        using Trainer<T, TElements> reference = new(ReferenceCpu, Data, options);
        Assert.Equal(Enumerable.Range(0, options.Epochs).Select(_ => reference.RunEpoch(CancellationToken.None)), losses);
        Assert.Equal(reference.CopyWeights(), weights);
        Assert.StartsWith(hash, Digest.Of<T>(weights), StringComparison.Ordinal);
        Assert.True(losses[1] < losses[0]);
    }

    private static TrainingData First(TrainingData data, int rows)
    {
        LabelledRows first = data.Train.Reordered([.. Enumerable.Range(0, rows)]);
        return data with { Train = first, Test = first };
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuNetworkTests(TestDevices devices) : NetworkTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorNetworkTests(TestDevices devices) : NetworkTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLNetworkTests(TestDevices devices) : NetworkTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaNetworkTests(TestDevices devices) : NetworkTests(devices, DeviceNames.Cuda);
