using System.Runtime.InteropServices;

namespace GpuSigmoid.Cli.Verification;

/// <summary>x to the device, its tail, the gradient from that with dy = 1, and back.</summary>
internal sealed class DeviceTailPass<T, TElements> : IVerifiedPass
    where T : unmanaged
    where TElements : struct, IElements<T>
{
    private readonly DeviceMatrix<T> _tail;
    private readonly DeviceMatrix<T> _outputGradient;
    private readonly DeviceMatrix<T> _inputGradient;

    public DeviceTailPass(SigmoidDevice device, int elements)
    {
        T[] ones = new T[elements];
        Array.Fill(ones, TElements.Round(1));
        // What is left of these when one has no room goes with the device.
        _tail = device.Allocate<T>(1, elements);
        _outputGradient = device.Upload<T>(ones, 1, elements);
        _inputGradient = device.Allocate<T>(1, elements);
    }

    public void Run(ReadOnlySpan<byte> inputs, Span<byte> outputs)
    {
        _tail.CopyFrom(MemoryMarshal.Cast<byte, T>(inputs));
        Sigmoid.ForwardTail(_tail, _tail);
        Sigmoid.BackwardTail(_tail, _outputGradient, _inputGradient);
        _inputGradient.CopyTo(MemoryMarshal.Cast<byte, T>(outputs));
    }

    public void Dispose()
    {
        _tail.Dispose();
        _outputGradient.Dispose();
        _inputGradient.Dispose();
    }
}
