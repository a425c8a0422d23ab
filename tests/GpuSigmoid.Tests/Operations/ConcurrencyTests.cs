using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Operations;

/// <summary>Several threads at work on one device, each on matrices of its own.</summary>
public abstract class ConcurrencyTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    private const int Threads = 3;

    [Theory]
    [InlineData(1000, 100)]
    [InlineData(100_000, 10)]
    public void EachThreadGetsItsOwnResults(int length, int rounds)
    {
        SigmoidDevice device = Device;
        long held = device.BytesHeld;
        float[][] inputs = [.. Enumerable.Range(1, Threads).Select(thread => Input(thread, length))];
        float[][] expected = [.. inputs.Select(input => Pass(ReferenceCpu, input))];
        Exception?[] failures = new Exception?[Threads];
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(i => new Thread(() => failures[i] = Record.Exception(() =>
        {
            for (int round = 0; round < rounds; round++)
                Assert.True(expected[i].AsSpan().SequenceEqual(Pass(device, inputs[i])), $"thread {i}, round {round}: other results");
        })))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.All(failures, failure => Assert.True(failure is null, failure?.ToString()));
        Assert.Equal(held, device.BytesHeld);
    }

    private static float[] Input(int seed, int length) => [.. Enumerable.Range(0, length).Select(i => 9 * MathF.Sin(i * seed))];

    private static float[] Pass(SigmoidDevice device, float[] input)
    {
        using DeviceMatrix<float> x = device.Upload<float>(input, 1, input.Length);
        using SigmoidLayer<float> layer = new(device, 1, input.Length);
        layer.Forward(x);
        float[] result = new float[input.Length];
        layer.Backward(x).CopyTo(result);
        return result;
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuConcurrencyTests(TestDevices devices) : ConcurrencyTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorConcurrencyTests(TestDevices devices) : ConcurrencyTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLConcurrencyTests(TestDevices devices) : ConcurrencyTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaConcurrencyTests(TestDevices devices) : ConcurrencyTests(devices, DeviceNames.Cuda);
