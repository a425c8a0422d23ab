using System.Diagnostics;

namespace GpuSigmoid.Cli.Training;

/// <summary>
/// The time in the sigmoid's passes. It waits for the device before and after each, which training proper must not do: until it is enabled
/// it does nothing.
/// </summary>
internal sealed class SigmoidClock(SigmoidDevice device)
{
    private long _start;

    public bool IsEnabled { get; set; }

    public TimeSpan Elapsed { get; private set; }

    public void Start()
    {
        if (IsEnabled)
        {
            device.Synchronize();
            _start = Stopwatch.GetTimestamp();
        }
    }

    public void Stop()
    {
        if (IsEnabled)
        {
            device.Synchronize();
            Elapsed += Stopwatch.GetElapsedTime(_start);
        }
    }
}
