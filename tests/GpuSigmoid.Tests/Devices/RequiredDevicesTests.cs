using Xunit;

namespace GpuSigmoid.Tests.Devices;

public sealed class RequiredDevicesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" , ")]
    public void NothingIsRequiredWhereNothingIsNamed(string? list) => Assert.Empty(RequiredDevices.Parse(list));

    [Theory]
    [InlineData("opencl")]
    [InlineData(" OpenCL ,")]
    public void OneIsRequired(string list) => Assert.Equal([DeviceKind.OpenCL], RequiredDevices.Parse(list));

    [Fact]
    public void BothAreRequired() => Assert.Equal([DeviceKind.Cuda, DeviceKind.OpenCL], RequiredDevices.Parse("opencl,cuda").Order());

    [Theory]
    [InlineData("metal")]
    [InlineData("opencl,cuda:0")]
    public void AnUnknownWordIsAnError(string list)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => RequiredDevices.Parse(list));
        Assert.Contains($"'{list.Split(',')[^1]}'", exception.Message, StringComparison.Ordinal);
    }
}
