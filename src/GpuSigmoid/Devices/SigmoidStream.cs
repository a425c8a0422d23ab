using System.Diagnostics.CodeAnalysis;
using GpuSigmoid.Memory;
using ILGPU.Runtime;

namespace GpuSigmoid;

/// <summary>
/// A queue of work on a device. Work on one stream runs in the order in which it was queued; work on different streams runs in any order,
/// or at the same time, unless one is synchronised before work that depends on it is queued on another.
/// </summary>
/// <remarks>
/// A matrix is put on a stream by <see cref="DeviceMatrix{T}.On"/>. A pass runs on its output's stream, whatever the streams of its inputs.
/// A device's own stream is one among the others that <see cref="SigmoidDevice.CreateStream"/> makes: it waits for none, and none for it.
/// (On CUDA it is the legacy default stream, which blocking streams of others, wrapped or not, keep in step with.) On <c>cpu</c> all work is done when its call
/// returns, so that a stream has nothing to do there. Queueing is safe from several threads at once, each with its own stream.
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "A queue of a GPU's work is called a stream; it is no System.IO.Stream.")]
public sealed class SigmoidStream : IDisposable
{
    internal SigmoidStream(SigmoidDevice device, AcceleratorStream? queue)
    {
        Device = device;
        Queue = queue;
        Scratch = new SumScratch(device, this);
    }

    /// <summary>The device.</summary>
    public SigmoidDevice Device { get; }

    /// <summary>ILGPU's stream; null where there is none.</summary>
    internal AcceleratorStream? Queue { get; }

    internal SumScratch Scratch { get; }

    /// <summary>Waits until all work queued on the stream is done.</summary>
    /// <exception cref="ObjectDisposedException">The device was disposed of.</exception>
    public void Synchronize()
    {
        ObjectDisposedException.ThrowIf(Device.IsDisposed, Device);
        Queue?.Synchronize();
    }

    /// <summary>Gives the stream back, once its work is done. A stream that was wrapped stays with its owner.</summary>
    public void Dispose()
    {
        // With the device went the queue.
        AcceleratorStream? queue = Device.IsDisposed ? null : Queue;
        queue?.Synchronize();
        Scratch.Dispose();
        queue?.Dispose();
    }
}
