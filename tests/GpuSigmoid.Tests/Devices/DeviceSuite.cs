namespace GpuSigmoid.Tests.Devices;

/// <summary>Tests that every device must pass: a suite is abstract, and each device has a subclass of one line.</summary>
public abstract class DeviceSuite(TestDevices devices, string deviceName)
{
    protected string DeviceName { get; } = deviceName;

    /// <summary>The device under test; a test that asks for one that the machine lacks is skipped.</summary>
    protected SigmoidDevice Device => devices.Require(DeviceName);

    /// <summary>Another device than <see cref="Device"/>, of the kind <c>cpu</c>.</summary>
    protected SigmoidDevice ReferenceCpu => devices.ReferenceCpu;
}
