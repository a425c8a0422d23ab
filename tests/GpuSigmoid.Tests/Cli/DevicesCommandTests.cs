using System.Text.Json;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

public sealed class DevicesCommandTests
{
    [Fact]
    public async Task TheTableNamesEveryDevice()
    {
        CommandResult result = await CommandResult.OfAsync("devices");
        result.AssertSucceeded();
        foreach (DeviceInfo device in SigmoidDevice.Enumerate())
        {
            string line = Assert.Single(result.OutputLines, line => line.StartsWith($"  {device.Name} ", StringComparison.Ordinal));
            Assert.Contains(device.IsUsable ? "yes" : "no: ", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TheJsonHasEveryDeviceWithAllThatIsKnownOfIt()
    {
        CommandResult result = await CommandResult.OfAsync("devices", "--json");
        result.AssertSucceeded();
        JsonElement[] devices = [.. result.Json.EnumerateArray()];
        Assert.Equal(SigmoidDevice.Enumerate().Count, devices.Length);
        JsonElement cpu = Assert.Single(devices, device => device.GetProperty("name").GetString() == "cpu");
        Assert.Equal("Cpu", cpu.GetProperty("kind").GetString());
        Assert.False(cpu.GetProperty("isGpu").GetBoolean());
        Assert.True(cpu.GetProperty("isUsable").GetBoolean());
        Assert.Equal(JsonValueKind.Null, cpu.GetProperty("unusableBecause").ValueKind);
        Assert.InRange(cpu.GetProperty("memoryInBytes").GetInt64(), 1L << 20, long.MaxValue);
        Assert.NotEmpty(cpu.GetProperty("description").GetString()!);
    }
}
