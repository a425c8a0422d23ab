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
        _listener.SetMeasurementEventCallback<long>((_, bytes, _, _) => Bytes += Environment.CurrentManagedThreadId == _thread ? bytes : 0);
        _listener.Start();
    }

    public long Bytes { get; private set; }

    public void Dispose() => _listener.Dispose();
}
