using System.Diagnostics.Metrics;

namespace GpuSigmoid.Cli.Run;

/// <summary>Counts the bytes that this thread copies between host and device, by the library's own meter, from now on.</summary>
internal sealed class BusCounter : IDisposable
{
    private readonly MeterListener _listener = new();

    // A measurement is reported on the thread that made it: other threads' copies are none of these passes'.
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public BusCounter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SigmoidMetrics.MeterName
                && instrument.Name is SigmoidMetrics.HostToDeviceBytes or SigmoidMetrics.DeviceToHostBytes)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(Add);
        _listener.Start();
    }

    public long BytesToDevice { get; private set; }

    public long BytesToHost { get; private set; }

    public long Bytes => BytesToDevice + BytesToHost;

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, long bytes, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            return;
        }

        if (instrument.Name == SigmoidMetrics.HostToDeviceBytes)
        {
            BytesToDevice += bytes;
        }
        else
        {
            BytesToHost += bytes;
        }
    }
}
