using GpuSigmoid.Cli.Run;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

public sealed class BusCounterTests
{
    [Fact]
    public void CopiesBothWaysAreCountedAndPassesAreNot()
    {
        using SigmoidDevice device = SigmoidDevice.Open("cpu");
        using DeviceMatrix<float> matrix = device.Upload<float>([1, 2, 3, 4], 2, 2);
        using BusCounter bus = new();
        Sigmoid.Forward(matrix, matrix);
        Assert.Equal(0, bus.Bytes);
        matrix.CopyFrom([1, 2, 3, 4]);
        Assert.Equal(16, bus.Bytes);
        matrix.CopyTo(new float[4]);
        Assert.Equal(32, bus.Bytes);
    }

    [Fact]
    public async Task CopiesOfOtherThreadsAreNotCounted()
    {
        using SigmoidDevice device = SigmoidDevice.Open("cpu");
        using DeviceMatrix<float> matrix = device.Allocate<float>(1, 1);
        using BusCounter bus = new();
        await Task.Factory.StartNew(
            () => matrix.CopyFrom([1]), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.Equal(0, bus.Bytes);
    }
}
