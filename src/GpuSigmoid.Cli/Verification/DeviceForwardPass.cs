using System.Runtime.InteropServices;

namespace GpuSigmoid.Cli.Verification;

/// <summary>The whole way of a matrix: to the device, through the forward pass, and back.</summary>
internal sealed class DeviceForwardPass<T> : IVerifiedPass
    where T : unmanaged
{
    private readonly DeviceMatrix<T> _input;
    private readonly DeviceMatrix<T> _output;

    public DeviceForwardPass(SigmoidDevice device, int elements)
    {
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
        Sigmoid.Forward(_input, _output);
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
    public static IVerifiedPass Open(SigmoidDevice device, ElementType type, int elements) => type switch
    {
        ElementType.Float32 => new DeviceForwardPass<float>(device, elements),
        ElementType.Float64 => new DeviceForwardPass<double>(device, elements),
        ElementType.Float16 => new DeviceForwardPass<Half>(device, elements),
        ElementType.BFloat16 => new DeviceForwardPass<BFloat16>(device, elements),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
