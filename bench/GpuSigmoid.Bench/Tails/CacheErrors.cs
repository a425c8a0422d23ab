using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuSigmoid.Reference;

namespace GpuSigmoid.Bench.Tails;

/// <summary>The relative errors of gradients, with dy = 1, from either form of the cache on one element type.</summary>
internal abstract class CacheErrors
{
    public static IReadOnlyList<CacheErrors> All { get; } =
    [
        new CacheErrors<float>(FloatFormat.Float32), new CacheErrors<double>(FloatFormat.Float64),
        new CacheErrors<Half>(FloatFormat.Float16), new CacheErrors<BFloat16>(FloatFormat.BFloat16),
    ];

    public abstract FloatFormat Format { get; }

    /// <summary>The worst |dx − S′(x)| / S′(x) among values of x spread over a range.</summary>
    public abstract (double Output, double Tail) Worst(SigmoidDevice device, double start, double end);
}

/// <inheritdoc/>
internal sealed class CacheErrors<T>(FloatFormat format) : CacheErrors
    where T : unmanaged
{
    private const int Samples = 64;

    public override FloatFormat Format => format;

    public override (double Output, double Tail) Worst(SigmoidDevice device, double start, double end)
    {
        ulong[] inputs = new ulong[Samples];
        for (int i = 0; i < Samples; i++)
            inputs[i] = Nearest(start + (end - start) * (i + 0.5) / Samples);
        T[] values = [.. inputs.Select(Element)], ones = [.. inputs.Select(_ => Element(Nearest(1)))];
        using DeviceMatrix<T> x = device.Upload<T>(values, 1, Samples), dy = device.Upload<T>(ones, 1, Samples);
        using DeviceMatrix<T> cached = device.Allocate<T>(1, Samples);
        Sigmoid.Forward(x, cached);
        Sigmoid.Backward(cached, dy, cached);
        double output = WorstOf(inputs, cached);
        Sigmoid.ForwardTail(x, cached);
        Sigmoid.BackwardTail(cached, dy, cached);
        return (output, WorstOf(inputs, cached));
    }

    private double WorstOf(ulong[] inputs, DeviceMatrix<T> gradients)
    {
        T[] values = new T[Samples];
        gradients.CopyTo(values);
        return inputs.Zip(values, (x, gradient) => TrueGradient.RelativeError(x, Nearest(1), Bits(gradient), format)).Max()
            * Math.ScaleB(1, 1 - format.Precision);
    }

    private ulong Nearest(double value)
    {
        (ulong significand, int exponent) = FloatFormat.Float64.Decode(BitConverter.DoubleToUInt64Bits(value));
        return Rounding.Round(double.IsNegative(value), (UInt128)significand, exponent, sticky: false, format);
    }

    // The low bytes: .NET's platforms with these devices are little-endian.
    private static T Element(ulong bits) => MemoryMarshal.Read<T>(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(ref bits)));

    private static ulong Bits(T value)
    {
        ulong bits = 0;
        Unsafe.As<ulong, T>(ref bits) = value;
        return bits;
    }
}
