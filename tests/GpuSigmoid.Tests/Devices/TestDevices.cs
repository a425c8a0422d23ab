using System.Collections.Concurrent;
using GpuSigmoid.Tests.Devices;
using Xunit;

[assembly: AssemblyFixture(typeof(TestDevices))]

namespace GpuSigmoid.Tests.Devices;

/// <summary>The devices of this run, each opened once, when the first test asks for it.</summary>
public sealed class TestDevices : IDisposable
{
    private readonly IReadOnlySet<DeviceKind> _required =
        RequiredDevices.Parse(Environment.GetEnvironmentVariable(RequiredDevices.Variable));

    private readonly Lazy<IReadOnlyList<DeviceInfo>> _found = new(SigmoidDevice.Enumerate);
    private readonly ConcurrentDictionary<string, Lazy<SigmoidDevice>> _opened = new();

    /// <summary>The device whose results the others are compared with: of its own, so that comparing disturbs no count.</summary>
    public SigmoidDevice ReferenceCpu => Opened("reference", DeviceNames.Cpu);

    /// <summary>The device, or an end of the test: skipped where a machine may lack the device, else failed.</summary>
    public SigmoidDevice Require(string name)
    {
        // Every machine has these two: that they do not open is a failure, whatever the reason.
        if (name is not (DeviceNames.Cpu or DeviceNames.CpuSimulator) && WhyUnusable(name) is { } reason)
        {
            string message = $"{name} cannot be used: {reason}";
            Assert.False(IsRequired(name), $"{message} ({RequiredDevices.Variable} requires it.)");
            Assert.Skip(message);
        }
        return Opened(name, name);
    }

    public void Dispose()
    {
        foreach (Lazy<SigmoidDevice> device in _opened.Values)
        {
            if (device.IsValueCreated)
                device.Value.Dispose();
        }
    }

    private SigmoidDevice Opened(string key, string name) =>
        _opened.GetOrAdd(key, _ => new Lazy<SigmoidDevice>(() => SigmoidDevice.Open(name))).Value;

    private bool IsRequired(string name) => _required.Any(kind => name.StartsWith($"{kind}:", StringComparison.OrdinalIgnoreCase));

    private string? WhyUnusable(string name)
    {
        if (_found.Value.Any(device => device.Name == name && device.IsUsable))
            return null;
        IEnumerable<string> reasons = from device in _found.Value
                                      where !device.IsUsable && device.Name.Split(':')[0] == name.Split(':')[0]
                                      select device.UnusableBecause;
        return reasons.FirstOrDefault() ?? "there is none.";
    }
}
