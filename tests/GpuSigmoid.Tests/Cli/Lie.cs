using System.Runtime.InteropServices;
using GpuSigmoid.Cli.Verification;

namespace GpuSigmoid.Tests.Cli;

/// <summary>A device whose results are right but for some inputs, whose results' lowest bits are turned over.</summary>
internal sealed class Lie<TBits>(IVerifiedPass honest, Func<TBits, bool> isWrong, Func<TBits, TBits> turn) : IVerifiedPass
    where TBits : unmanaged
{
    public static OpenForwardPass For(Func<TBits, bool> isWrong, Func<TBits, TBits> turn) =>
        (device, type, elements) => new Lie<TBits>(DeviceForwardPass.Open(device, type, elements), isWrong, turn);

    public void Run(ReadOnlySpan<byte> inputs, Span<byte> outputs)
    {
        honest.Run(inputs, outputs);
        ReadOnlySpan<TBits> inputBits = MemoryMarshal.Cast<byte, TBits>(inputs);
        Span<TBits> outputBits = MemoryMarshal.Cast<byte, TBits>(outputs);
        for (int index = 0; index < inputBits.Length; index++)
        {
            if (isWrong(inputBits[index]))
            {
                outputBits[index] = turn(outputBits[index]);
            }
        }
    }

    public void Dispose() => honest.Dispose();
}
