using System.Diagnostics;

namespace GpuSigmoid.Cli.Run;

/// <summary>What one forward and one backward pass gave, how long each took, and what crossed the bus between them.</summary>
internal sealed record Passes<T>(T[] Output, T[] InputGradient, TimeSpan ForwardTime, TimeSpan BackwardTime, long BytesBetween)
    where T : unmanaged
{
    /// <summary>Runs both passes once to warm up, compiling the kernels, and once more, measured.</summary>
    public static Passes<T> Run(
        SigmoidDevice device,
        long rows,
        long columns,
        ReadOnlySpan<T> input,
        ReadOnlySpan<T> outputGradient,
        CancellationToken cancellationToken)
    {
        using DeviceMatrix<T> x = device.Upload(input, rows, columns);
        using DeviceMatrix<T> dy = device.Upload(outputGradient, rows, columns);
        using SigmoidLayer<T> layer = new(device, rows, columns);
        cancellationToken.ThrowIfCancellationRequested();

        layer.Forward(x);
        layer.Backward(dy);
        device.Synchronize();
        cancellationToken.ThrowIfCancellationRequested();

        long start = Stopwatch.GetTimestamp();
        DeviceMatrix<T> s = layer.Forward(x);
        device.Synchronize();
        TimeSpan forwardTime = Stopwatch.GetElapsedTime(start);

        using BusCounter bus = new();
        start = Stopwatch.GetTimestamp();
        DeviceMatrix<T> dx = layer.Backward(dy);
        device.Synchronize();
        TimeSpan backwardTime = Stopwatch.GetElapsedTime(start);
        long bytesBetween = bus.Bytes;

        T[] output = GC.AllocateUninitializedArray<T>(input.Length);
        T[] inputGradient = GC.AllocateUninitializedArray<T>(input.Length);
        s.CopyTo(output);
        dx.CopyTo(inputGradient);
        return new(output, inputGradient, forwardTime, backwardTime, bytesBetween);
    }
}
