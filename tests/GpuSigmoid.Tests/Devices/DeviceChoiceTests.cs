using GpuSigmoid.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Devices;

/// <summary>Which device is meant, on machines that this one is not.</summary>
public sealed class DeviceChoiceTests
{
    private static readonly DeviceEntry Cpu = Usable("cpu", DeviceKind.Cpu);
    private static readonly DeviceEntry Simulator = Usable("cpu-simulator", DeviceKind.CpuSimulator);
    private static readonly DeviceEntry OpenCLCpu = Usable("opencl:0", DeviceKind.OpenCL);
    private static readonly DeviceEntry OpenCLGpu = Usable("opencl:1", DeviceKind.OpenCL, isGpu: true);
    private static readonly DeviceEntry Cuda = Usable("cuda:0", DeviceKind.Cuda, isGpu: true);
    private static readonly DeviceEntry BrokenCuda = Broken("cuda:0", DeviceKind.Cuda, "the driver is too old");
    private static readonly DeviceEntry NoOpenCL = DeviceEntry.Missing("opencl", DeviceKind.OpenCL, "libOpenCL.so.1 was not found");

    [Fact]
    public void CudaComesFirst() => Assert.Same(Cuda, DeviceChoice.Best([Cpu, OpenCLCpu, OpenCLGpu, Cuda, Simulator]));

    [Fact]
    public void AnOpenCLGpuComesNext() => Assert.Same(OpenCLGpu, DeviceChoice.Best([BrokenCuda, OpenCLCpu, OpenCLGpu, Simulator, Cpu]));

    [Fact]
    public void AnOpenCLCpuIsNotPreferredToTheCpu() => Assert.Same(Cpu, DeviceChoice.Best([OpenCLCpu, Simulator, Cpu]));

    [Fact]
    public void AnUnusableOpenCLGpuIsPassedOver() =>
        Assert.Same(Cpu, DeviceChoice.Best([Broken("opencl:0", DeviceKind.OpenCL, "it has no float64") with { IsGpu = true }, Cpu]));

    [Fact]
    public void OfSeveralTheFirst() =>
        Assert.Same(Cuda, DeviceChoice.Best([BrokenCuda, Cuda, Usable("cuda:1", DeviceKind.Cuda, true), Cpu]));

    [Theory]
    [InlineData("opencl:1")]
    [InlineData("OpenCL:1")]
    public void ANameIsFound(string name) => Assert.Same(OpenCLGpu, DeviceChoice.Named([OpenCLCpu, OpenCLGpu, Simulator, Cpu], name));

    [Theory]
    [InlineData("cuda:0", "the driver is too old")]
    [InlineData("opencl:0", "libOpenCL.so.1 was not found")]
    [InlineData("cuda:7", "the driver is too old")]
    [InlineData("metal:0", "there is none")]
    [InlineData("cpux", "there is none")]
    public void WhatCannotBeUsedIsExplained(string name, string reason)
    {
        DeviceUnavailableException exception = Assert.Throws<DeviceUnavailableException>(
            () => DeviceChoice.Named([BrokenCuda, NoOpenCL, Simulator, Cpu], name));
        Assert.Contains($"'{name}'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.Contains("Usable devices: cpu-simulator, cpu.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThisMachineListsEveryKindOfDevice()
    {
        IReadOnlyList<DeviceInfo> found = SigmoidDevice.Enumerate();
        Assert.Equal(Enum.GetValues<DeviceKind>().Order(), found.Select(device => device.Kind).Distinct().Order());
        Assert.All(found, device => Assert.Equal(device.IsUsable, device.UnusableBecause is null));
        Assert.All(found.Where(device => device.IsUsable), device => Assert.True(device.MemoryInBytes > 0, $"{device}"));
        Assert.All(found.Where(device => !device.IsUsable), device => Assert.NotEqual("", device.UnusableBecause));
        Assert.Contains(found, device => device is { Name: DeviceNames.Cpu, IsUsable: true });
        Assert.Contains(found, device => device is { Name: DeviceNames.CpuSimulator, IsUsable: true });
        Assert.Equal(found.Count, found.Select(device => device.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void ANameThatIsNoneIsRefused(string name) => Assert.Throws<ArgumentException>(() => SigmoidDevice.Open(name).Dispose());

    private static DeviceEntry Usable(string name, DeviceKind kind, bool isGpu = false) =>
        new(name, kind, isGpu, name, 1 << 30, UnusableBecause: null, () => throw new NotSupportedException("Nothing is opened here."));

    private static DeviceEntry Broken(string name, DeviceKind kind, string reason) =>
        new(name, kind, IsGpu: true, name, 1 << 30, reason, Open: null);
}
