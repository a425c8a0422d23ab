using System.Runtime.InteropServices;

namespace GpuSigmoid.Cli.Verification;

/// <summary>The whole way of a matrix: to the device, through the forward pass, straight or by way of the cached tail, and back.</summary>
internal sealed class DeviceForwardPass<T> : IVerifiedPass
    where T : unmanaged
{
    private readonly DeviceMatrix<T> _input;
    private readonly DeviceMatrix<T> _output;
    private readonly bool _throughTail;

    public DeviceForwardPass(SigmoidDevice device, int elements, bool throughTail)
    {
        _throughTail = throughTail;
        _input = device.Allocate<T>(1, elements);
        try
        {
            _output = device.Allocate<T>(1, elements);
        }
        catch
        {
            _input.Dispose();
            throw;
        }
    }

    public void Run(ReadOnlySpan<byte> inputs, Span<byte> outputs)
    {
        _input.CopyFrom(MemoryMarshal.Cast<byte, T>(inputs));
        if (_throughTail)
        {
            Sigmoid.ForwardTail(_input, _output);
            Sigmoid.OutputFromTail(_output, _output);
        }
        else
        {
            Sigmoid.Forward(_input, _output);
        }

        _output.CopyTo(MemoryMarshal.Cast<byte, T>(outputs));
    }

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }
}

internal static class DeviceForwardPass
{
    public static IVerifiedPass Open(SigmoidDevice device, ElementType type, int elements) => Open(device, type, elements, throughTail: false);

    public static IVerifiedPass OpenThroughTail(SigmoidDevice device, ElementType type, int elements) =>
        Open(device, type, elements, throughTail: true);

    private static IVerifiedPass Open(SigmoidDevice device, ElementType type, int elements, bool throughTail) => type switch
    {
        ElementType.Float32 => new DeviceForwardPass<float>(device, elements, throughTail),
        ElementType.Float64 => new DeviceForwardPass<double>(device, elements, throughTail),
        ElementType.Float16 => new DeviceForwardPass<Half>(device, elements, throughTail),
        ElementType.BFloat16 => new DeviceForwardPass<BFloat16>(device, elements, throughTail),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
