using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;
using Xunit;

namespace GpuSigmoid.Tests.Numerics;

/// <summary>How near the middle that a marked float32 tail stands for is to S(−|x|), for every x where that is what the gradient's bound hangs on.</summary>
public sealed class TailMarkTests
{
    /// <summary>
    /// A middle off by a quarter of c's last place, 2^-25 of a c that is a power of two, brings the gradient (1 − 2c) / (1 − c) times half a unit.
    /// Up to |x| = 16, where c is 2^-23.1, that factor is 1 − 2^-23 at most and leaves more than 2^-25 of a unit; beyond, too little is certain.
    /// </summary>
    [Fact]
    public void BeyondSixteenNoMiddleIsAQuarterOfAPlaceOff()
    {
        uint first = BitConverter.SingleToUInt32Bits(16), last = BitConverter.SingleToUInt32Bits(87.33654f);
        double worst = ParallelEnumerable.Range((int)first, (int)(last - first) + 1).Max(bits => QuartersOff((uint)bits));
        Assert.InRange(worst, 0.99, 0.9999);
    }

    // Math.Exp is good to 2^-52 of S here, a quarter is 2^-25 of it or less.
    private static double QuartersOff(uint bits)
    {
        double exponential = Math.Exp(-BitConverter.UInt32BitsToSingle(bits)), s = exponential / (1 + exponential);
        Float32x1 tail = ForwardTail<Forward>.Float32<Float32x1, Float64x1>(Float32x1.OfBits(bits));
        return Math.Abs(TailMark.Middle<Float32x1, Float64x1>(tail).Value / s - 1) * (1 << 25);
    }
}
