using Xunit;

namespace GpuSigmoid.Tests.Devices;

/// <summary>Tests that change what the whole process sees: none runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunsAlone
{
    internal const string Name = "runs alone";
}

/// <summary>The environment variable that overrides the choice of the best device.</summary>
[Collection(RunsAlone.Name)]
public sealed class DeviceVariableTests : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable(SigmoidDevice.DeviceVariable);

    [Theory]
    [InlineData("cpu-simulator", DeviceKind.CpuSimulator)]
    [InlineData("CPU", DeviceKind.Cpu)]
    public void TheNamedDeviceIsOpened(string name, DeviceKind kind)
    {
        Environment.SetEnvironmentVariable(SigmoidDevice.DeviceVariable, name);
        using SigmoidDevice device = SigmoidDevice.OpenBest();
        Assert.Equal(kind, device.Kind);
    }

    [Fact]
    public void AnUnknownNameIsAnErrorRatherThanAnotherDevice()
    {
        Environment.SetEnvironmentVariable(SigmoidDevice.DeviceVariable, "metal:0");
        DeviceUnavailableException exception = Assert.Throws<DeviceUnavailableException>(() => SigmoidDevice.OpenBest().Dispose());
        Assert.Contains("'metal:0'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void WithoutItTheBestIsNeverTheSimulator(string? blank)
    {
        Environment.SetEnvironmentVariable(SigmoidDevice.DeviceVariable, blank);
        using SigmoidDevice device = SigmoidDevice.OpenBest();
        bool gpu = SigmoidDevice.Enumerate().Any(found => found is { IsUsable: true, IsGpu: true });
        Assert.Equal(gpu, device.Kind is DeviceKind.Cuda or DeviceKind.OpenCL);
        Assert.NotEqual(DeviceKind.CpuSimulator, device.Kind);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(SigmoidDevice.DeviceVariable, _before);
}
