using System.Diagnostics.Metrics;

namespace GpuSigmoid;

/// <summary>
/// What the library counts, by the meter <c>GpuSigmoid</c> of <see cref="System.Diagnostics.Metrics"/>. Each measurement carries the tag
/// <c>device</c> with the device's name. On <c>cpu</c> and <c>cpu-simulator</c> the copies between host and device are counted just the
/// same, so that a test without a GPU shows what would cross the bus.
/// </summary>
public static class SigmoidMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "GpuSigmoid";

    /// <summary>Counter: bytes copied from host to device.</summary>
    public const string HostToDeviceBytes = "gpusigmoid.host_to_device";

    /// <summary>Counter: bytes copied from device to host.</summary>
    public const string DeviceToHostBytes = "gpusigmoid.device_to_host";

    /// <summary>Counter: kernels launched, or passes run on <c>cpu</c>.</summary>
    public const string KernelLaunches = "gpusigmoid.kernel_launches";

    /// <summary>Up-down counter: bytes of device memory that matrices hold.</summary>
    public const string DeviceBytesHeld = "gpusigmoid.device_bytes_held";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> HostToDevice = Meter.CreateCounter<long>(HostToDeviceBytes, "By", "Bytes copied from host to device.");
    private static readonly Counter<long> DeviceToHost = Meter.CreateCounter<long>(DeviceToHostBytes, "By", "Bytes copied from device to host.");
    private static readonly Counter<long> Launches = Meter.CreateCounter<long>(KernelLaunches, "{launch}", "Kernels launched.");
    private static readonly UpDownCounter<long> Held = Meter.CreateUpDownCounter<long>(DeviceBytesHeld, "By", "Device memory held by matrices.");

    internal static void CountHostToDevice(SigmoidDevice device, long bytes) => HostToDevice.Add(bytes, Tag(device));

    internal static void CountDeviceToHost(SigmoidDevice device, long bytes) => DeviceToHost.Add(bytes, Tag(device));

    internal static void CountLaunch(SigmoidDevice device) => Launches.Add(1, Tag(device));

    internal static void CountHeld(SigmoidDevice device, long bytes) => Held.Add(bytes, Tag(device));

    private static KeyValuePair<string, object?> Tag(SigmoidDevice device) => new("device", device.Name);
}
