using System.Numerics;
using System.Runtime.InteropServices;
using CsCheck;
using GpuSigmoid.Cpu;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using GpuSigmoid.Tests.Numerics;
using Xunit;

namespace GpuSigmoid.Tests.Cpu;

/// <summary>
/// Rows with none, few and many elements that the short way of the forward pass leaves, against the long way for each: whatever is gathered
/// comes back to its place.
/// </summary>
public sealed unsafe class LeftLinesTests
{
    /// <summary>Inputs whose results are in doubt, out of reach and NaN.</summary>
    private static readonly Gen<float> LeftFloat32 =
        OneOf(SigmoidAvx512.Smallest, -20, -104, float.NegativeInfinity, float.NaN);
    private static readonly Gen<double> LeftFloat64 =
        OneOf(SigmoidFloat64Avx512.Smallest, -40, -104, double.NegativeInfinity, double.NaN);

    /// <summary>How many of a hundred elements are left, and whether the output is where the input is.</summary>
    public static MatrixTheoryData<int, bool> Cases { get; } = new([0, 1, 10, 50, 100], [false, true]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryFloat32GetsItsOwnResult(int percentLeft, bool inPlace)
    {
        AssertEach<float, Float32Element, Forward>(
            percentLeft, inPlace, Gen.Float[-5, 5], LeftFloat32, x => LongWays.Of(isTail: false, x));
        AssertEach<float, Float32Element, ForwardTail<Forward>>(
            percentLeft, inPlace, Gen.Float[-5, 5], LeftFloat32, x => LongWays.Of(isTail: true, x));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryFloat64GetsItsOwnResult(int percentLeft, bool inPlace)
    {
        AssertEach<double, Float64Element, Forward>(
            percentLeft, inPlace, Gen.Double[-30, 30], LeftFloat64, x => LongWays.Of(isTail: false, x));
        AssertEach<double, Float64Element, ForwardTail<Forward>>(
            percentLeft, inPlace, Gen.Double[-30, 30], LeftFloat64, x => LongWays.Of(isTail: true, x));
    }

    private static void AssertEach<TValue, TElement, TOperation>(
        int percentLeft, bool inPlace, Gen<TValue> certain, Gen<TValue> left, Func<TValue, TValue> longWay)
        where TValue : unmanaged, IBinaryFloatingPointIeee754<TValue>
        where TElement : struct, IVectorElement
        where TOperation : struct, IMapOperation =>
        Gen.Frequency((100 - percentLeft, certain), (percentLeft, left)).Array[0, 700].Sample(inputs =>
        {
            TValue[] output = inPlace ? [.. inputs] : new TValue[inputs.Length];
            fixed (TValue* from = inPlace ? output : inputs, to = output)
                MapLoop<TElement, TOperation>.Run<CachedStore>((byte*)from, null, null, (byte*)to, inputs.Length);
            for (int i = 0; i < inputs.Length; i++)
                Assert.Equal(Bytes(TValue.IsNaN(inputs[i]) ? CanonicalNaN<TValue>() : longWay(inputs[i])), Bytes(output[i]));
        }, iter: 150);

    private static Gen<TValue> OneOf<TValue>(params TValue[] values) => Gen.OneOf([.. values.Select(value => Gen.Const(value))]);

    /// <summary>The quiet NaN without sign and payload.</summary>
    private static TValue CanonicalNaN<TValue>()
        where TValue : unmanaged, IBinaryFloatingPointIeee754<TValue> =>
        TValue.Abs(TValue.NaN);

    private static byte[] Bytes<TValue>(TValue value)
        where TValue : unmanaged =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<TValue>(in value)).ToArray();
}
