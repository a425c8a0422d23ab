using GpuSigmoid.Elements;
using GpuSigmoid.Numerics.Lanes;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>A device's arithmetic is .NET's, to the bit: nothing fused, nothing flushed, no NaN let through a comparison.</summary>
public abstract class LaneSuite(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    private static readonly float[] Singles = [.. Values(1000).Select(value => (float)value), float.Epsilon, 1.5e-39f, float.MaxValue];
    private static readonly double[] Doubles = [.. Values(1000), double.Epsilon, 1.5e-310, double.MaxValue];

    [Fact]
    public void ProductsAndSumsAreNotFused() => CheckAll<ProductThenSum>();

    [Fact]
    public void DifferencesAndProductsAreNotFused() => CheckAll<DifferenceThenProduct>();

    [Fact]
    public void FusedRoundsOnce() => CheckAll<Fused>();

    [Fact]
    public void ConstantsKeepTheirSign() => CheckAll<SumWithNegativeZero>();

    [Fact]
    public void AbsoluteValues() => CheckAll<Magnitude>();

    [Fact]
    public void SignsAreCopied() => CheckAll<SignCopied>();

    [Fact]
    public void NaNIsNotLess() => CheckAll<Lesser>();

    [Fact]
    public void NaNIsNotEqual() => CheckAll<OneWhereEqual>();

    [Fact]
    public void ClampingKeepsNaN() => CheckAll<Clamped>();

    /// <summary>Which inputs nearest to a midpoint need a name hangs on it.</summary>
    [Fact]
    public void Float64ReciprocalsAreRoundedToNearest()
    {
        Assert.True(Float64x1.RoundsReciprocals && Float64x4.RoundsReciprocals);
        CheckDoubles<Inverse>([.. Values(1000).Where(value => double.IsFinite(value) && value != 0)]);
    }

    [Fact]
    public void SumsRoundToOdd()
    {
        // Finite, and of such magnitudes that each sum loses something that is itself a normal number.
        double[] finite = [.. Values(500).Where(value => Math.Abs(value) is > 1e-15 and < 1e15)];
        CheckSingles<OddSum>([.. finite.Select(value => (float)value)]);
        CheckDoubles<OddSum>(finite);
    }

    private void CheckAll<TFormula>()
        where TFormula : struct, ILaneFormula
    {
        CheckSingles<TFormula>(Singles);
        CheckDoubles<TFormula>(Doubles);
    }

    private void CheckSingles<TFormula>(float[] values)
        where TFormula : struct, ILaneFormula
    {
        (float Left, float Right)[] pairs = Pairs(values);
        uint[] got = KernelRun.Zip<Float32Element, uint, LaneOperation<TFormula>>(
            Device,
            [.. pairs.Select(pair => BitConverter.SingleToUInt32Bits(pair.Left))],
            [.. pairs.Select(pair => BitConverter.SingleToUInt32Bits(pair.Right))]);
        Assert.All(pairs, (pair, i) =>
        {
            float expected = TFormula.Expected(pair.Left, pair.Right);
            uint bits = float.IsNaN(expected) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(expected);
            Assert.True(bits == got[i], $"{pair}: got {got[i]:X8}, wanted {bits:X8}");
        });
    }

    private void CheckDoubles<TFormula>(double[] values)
        where TFormula : struct, ILaneFormula
    {
        (double Left, double Right)[] pairs = Pairs(values);
        ulong[] got = KernelRun.Zip<Float64Element, ulong, LaneOperation<TFormula>>(
            Device,
            [.. pairs.Select(pair => BitConverter.DoubleToUInt64Bits(pair.Left))],
            [.. pairs.Select(pair => BitConverter.DoubleToUInt64Bits(pair.Right))]);
        Assert.All(pairs, (pair, i) =>
        {
            double expected = TFormula.Expected(pair.Left, pair.Right);
            ulong bits = double.IsNaN(expected) ? 0x7FF8000000000000 : BitConverter.DoubleToUInt64Bits(expected);
            Assert.True(bits == got[i], $"{pair}: got {got[i]:X16}, wanted {bits:X16}");
        });
    }

    // Each with each of the values some places on, and with itself.
    private static (T Left, T Right)[] Pairs<T>(T[] values) =>
        [.. from step in (int[])[0, 1, 7, 100] from i in Enumerable.Range(0, values.Length) select (values[i], values[(i + step) % values.Length])];

    private static double[] Values(int count)
    {
        Random random = new(20261124);
        return
        [
            0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, -104, 88.5, 0.5, 2,
            .. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-60, 60))),
        ];
    }
}

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorLaneTests(TestDevices devices) : LaneSuite(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLLaneTests(TestDevices devices) : LaneSuite(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaLaneTests(TestDevices devices) : LaneSuite(devices, DeviceNames.Cuda);
