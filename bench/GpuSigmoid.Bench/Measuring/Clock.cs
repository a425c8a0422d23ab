using System.Diagnostics;
using GpuSigmoid.Devices;
using ILGPU.Runtime;

namespace GpuSigmoid.Bench.Measuring;

/// <summary>Measures how long work on a device takes.</summary>
internal abstract class Clock
{
    /// <summary>The device's own clock where it has one.</summary>
    public static Clock Of(SigmoidDevice device) =>
        device is IlgpuDevice { Kind: DeviceKind.Cuda or DeviceKind.OpenCL } ilgpu
            ? new MarkerClock(ilgpu.Accelerator)
            : new HostClock(device);

    /// <summary>The seconds from the start of the queued work to its end; the device is idle before and after.</summary>
    public abstract double Seconds(Action queueWork);
}

/// <summary>The host's clock, around the work and the wait for it.</summary>
internal sealed class HostClock(SigmoidDevice device) : Clock
{
    public override double Seconds(Action queueWork)
    {
        device.Synchronize();
        long start = Stopwatch.GetTimestamp();
        queueWork();
        device.Synchronize();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

/// <summary>Markers in the device's stream, which note the device's own time when they are reached.</summary>
internal sealed class MarkerClock(Accelerator accelerator) : Clock
{
    public override double Seconds(Action queueWork)
    {
        accelerator.DefaultStream.Synchronize();
        using ProfilingMarker start = accelerator.AddProfilingMarker();
        queueWork();
        using ProfilingMarker end = accelerator.AddProfilingMarker();
        return (end - start).TotalSeconds;
    }
}
