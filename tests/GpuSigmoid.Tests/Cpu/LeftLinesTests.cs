using CsCheck;
using GpuSigmoid.Cpu;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;
using Xunit;

namespace GpuSigmoid.Tests.Cpu;

/// <summary>
/// Rows with none, few and many elements that the short way of the forward pass leaves, against the long way for each: whatever is gathered
/// comes back to its place.
/// </summary>
public sealed unsafe class LeftLinesTests
{
    /// <summary>Inputs whose results are certain, in doubt, out of reach and NaN.</summary>
    private static readonly Gen<float> Certain = Gen.Float[-5, 5];
    private static readonly Gen<float> Left = Gen.OneOf(
        Gen.Const(-16.380861f), Gen.Const(-20f), Gen.Const(-104f), Gen.Const(float.NegativeInfinity), Gen.Const(float.NaN));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(10, false)]
    [InlineData(10, true)]
    [InlineData(50, true)]
    [InlineData(100, false)]
    public void EveryElementGetsItsOwnResult(int percentLeft, bool inPlace) =>
        Gen.Frequency((100 - percentLeft, Certain), (percentLeft, Left)).Array[0, 700].Sample(inputs =>
        {
            float[] output = inPlace ? [.. inputs] : new float[inputs.Length];
            fixed (float* from = inPlace ? output : inputs, to = output)
                MapLoop<Float32Element, ForwardTail<Forward>>.Run<CachedStore>((byte*)from, null, null, (byte*)to, inputs.Length);
            for (int i = 0; i < inputs.Length; i++)
            {
                Float32x1 expected = ForwardTail<Forward>.Float32<Float32x1, Float64x1>(
                    Float32x1.OfBits(BitConverter.SingleToUInt32Bits(inputs[i])));
                if (float.IsNaN(inputs[i]))
                    Assert.Equal(0x7FC00000u, BitConverter.SingleToUInt32Bits(output[i]));
                else
                    Assert.Equal(expected.Bits, BitConverter.SingleToUInt32Bits(output[i]));
            }
        }, iter: 300);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(10, true)]
    [InlineData(50, false)]
    [InlineData(100, true)]
    public void EveryFloat64GetsItsOwnResult(int percentLeft, bool inPlace) =>
        Gen.Frequency((100 - percentLeft, Gen.Double[-30, 30]), (percentLeft, Left.Select(x => x - 20.5))).Array[0, 700].Sample(inputs =>
        {
            double[] output = inPlace ? [.. inputs] : new double[inputs.Length];
            fixed (double* from = inPlace ? output : inputs, to = output)
                MapLoop<Float64Element, ForwardTail<Forward>>.Run<CachedStore>((byte*)from, null, null, (byte*)to, inputs.Length);
            for (int i = 0; i < inputs.Length; i++)
            {
                if (double.IsNaN(inputs[i]))
                    Assert.Equal(0x7FF8000000000000UL, BitConverter.DoubleToUInt64Bits(output[i]));
                else
                    Assert.Equal(ForwardTail<Forward>.Float64(new Float64x1(inputs[i])).Bits, BitConverter.DoubleToUInt64Bits(output[i]));
            }
        }, iter: 300);
}
