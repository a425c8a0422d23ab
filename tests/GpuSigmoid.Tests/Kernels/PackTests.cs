using System.Runtime.CompilerServices;
using CsCheck;
using GpuSigmoid.Elements;
using GpuSigmoid.Kernels;
using GpuSigmoid.Kernels.Intrinsics;
using GpuSigmoid.Numerics;
using Xunit;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>A GPU's thread computes a pack one element after the other, .NET in one vector: the bits are the same.</summary>
public sealed class PackTests
{
    [Fact]
    public void Floats() => ElementPass.Run<float, Comparison>(default);

    [Fact]
    public void Doubles() => ElementPass.Run<double, Comparison>(default);

    [Fact]
    public void Halves() => ElementPass.Run<Half, Comparison>(default);

    [Fact]
    public void BFloat16s() => ElementPass.Run<BFloat16, Comparison>(default);

    private readonly struct Comparison : IElementPass
    {
        private static readonly LogisticCurve Curve = new(2.5, 0.75, -1);

        public void Run<TElement, TBits>()
            where TElement : struct, IElement<TBits>
            where TBits : unmanaged
        {
            OfOneResult<TElement, TBits, MapFormula<Forward>>();
            OfOneResult<TElement, TBits, MapFormula<ForwardThroughFloat32>>();
            OfOneResult<TElement, TBits, MapFormula<Derivative>>();
            OfOneResult<TElement, TBits, MapFormula<ForwardTail<Forward>>>();
            OfOneResult<TElement, TBits, MapFormula<OutputFromTail>>();
            OfOneResult<TElement, TBits, ZipFormula<Backward>>();
            OfOneResult<TElement, TBits, ZipFormula<BackwardTail>>();
            OfOneResult<TElement, TBits, ZipFormula<AfterAdd<Forward>>>();
            OfOneResult<TElement, TBits, ZipFormula<AfterAdd<ForwardTail<Forward>>>>();
            OfOneResult<TElement, TBits, ZipFormula<Sum>>();
            OfOneResult<TElement, TBits, TernaryFormula<ThenAdd<Backward>>>();
            OfOneResult<TElement, TBits, TernaryFormula<ThenAdd<BackwardTail>>>();
            OfOneResult<TElement, TBits, TernaryFormula<OutputSecondGradient>>();
            OfOneResult<TElement, TBits, ParametricFormula<LogisticForward>>(new(Curve.ForForward));
            OfOneResult<TElement, TBits, ParametricFormula<LogisticBackward>>(new(Curve.ForBackward));
            OfTwoResults<TElement, TBits, CrossEntropy>();
            OfTwoResults<TElement, TBits, OutputAndTail<Forward>>();
            OfTwoResults<TElement, TBits, OutputAndTail<ForwardThroughFloat32>>();
            OfTwoResults<TElement, TBits, PairAfterAdd<OutputAndTail<Forward>>>();
        }

        private static void OfOneResult<TElement, TBits, TFormula>(TFormula formula = default)
            where TElement : struct, IElement<TBits>
            where TBits : unmanaged
            where TFormula : unmanaged, IFormula =>
            Gen.Select(Packs<TBits>(), Packs<TBits>(), Packs<TBits>()).Sample(
                (first, second, third) =>
                {
                    Pack expected = PackCallInline.Compute<TElement, TBits, TFormula>(first, second, third, formula);
                    AssertEqual<TFormula>(expected, PackCall.Compute<TElement, TBits, TFormula>(first, second, third, formula));
                    AssertEqual<TFormula>(expected, PackCall.ComputeLast<TElement, TBits, TFormula>(first, second, third, formula));
                },
                iter: 10_000);

        private static void OfTwoResults<TElement, TBits, TOperation>()
            where TElement : struct, IElement<TBits>
            where TBits : unmanaged
            where TOperation : struct, IZipPairOperation =>
            Gen.Select(Packs<TBits>(), Packs<TBits>()).Sample(
                (left, right) =>
                {
                    Both<Pack> expected = PackCallInline.ZipPair<TElement, TBits, TOperation>(left, right);
                    Both<Pack> actual = PackCall.ZipPair<TElement, TBits, TOperation>(left, right);
                    AssertEqual<TOperation>(expected.First, actual.First);
                    AssertEqual<TOperation>(expected.Second, actual.Second);
                },
                iter: 10_000);

        private static void AssertEqual<TOperation>(Pack expected, Pack actual) =>
            Assert.True(Words(expected) == Words(actual), $"{typeof(TOperation)}: {Words(expected)} by elements, {Words(actual)} in a vector");

        private static (uint, uint, uint, uint) Words(Pack pack) => (pack.First, pack.Second, pack.Third, pack.Fourth);

        // Any bits, and as often what values from -20 to 20 consist of or begin with.
        private static Gen<Pack> Packs<TBits>()
            where TBits : unmanaged =>
            Gen.OneOf(Gen.UInt, Gen.Float[-20, 20].Select(Usual<TBits>)).Array[4].Select(words => new Pack(words[0], words[1], words[2], words[3]));

        private static uint Usual<TBits>(float value)
            where TBits : unmanaged => Unsafe.SizeOf<TBits>() switch
            {
                sizeof(ulong) => (uint)(BitConverter.DoubleToUInt64Bits(value) >> 32),
                sizeof(uint) => BitConverter.SingleToUInt32Bits(value),
                _ => BitConverter.HalfToUInt16Bits((Half)value) | (BitConverter.SingleToUInt32Bits(value) & 0xFFFF0000),
            };
    }
}
