using System.Diagnostics.Metrics;

namespace GpuSigmoid.Tests.Layer;

/// <summary>
/// The sums of what the library's meter reports for one device's name. Only the creator's thread counts, on which the meter reports too:
/// tests that run at the same time disturb nothing.
/// </summary>
internal sealed class MetricsProbe : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _sums = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly string _deviceName;

    public MetricsProbe(string deviceName)
    {
        _deviceName = deviceName;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SigmoidMetrics.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(Add);
        _listener.Start();
    }

    public long HostToDevice => _sums.GetValueOrDefault(SigmoidMetrics.HostToDeviceBytes);

    public long DeviceToHost => _sums.GetValueOrDefault(SigmoidMetrics.DeviceToHostBytes);

    public long Launches => _sums.GetValueOrDefault(SigmoidMetrics.KernelLaunches);

    public long BytesHeld => _sums.GetValueOrDefault(SigmoidMetrics.DeviceBytesHeld);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, long measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            return;
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            if (tag.Key == "device" && tag.Value is string name && name == _deviceName)
                _sums[instrument.Name] = _sums.GetValueOrDefault(instrument.Name) + measurement;
        }
    }
}
