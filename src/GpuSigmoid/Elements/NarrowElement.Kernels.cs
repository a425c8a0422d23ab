using System.Runtime.CompilerServices;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly partial struct NarrowElement<TFormat>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Compute<TFormula>(ushort first, ushort second, ushort third, in TFormula formula)
        where TFormula : unmanaged, IFormula =>
        (ushort)ComputeHalf(first, second, third, formula);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<ushort> ZipPair<TOperation>(ushort left, ushort right)
        where TOperation : struct, IZipPairOperation
    {
        Both<uint> both = ZipPairHalf<TOperation>(left, right);
        return new Both<ushort>((ushort)both.First, (ushort)both.Second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 Widen(ushort value) => WidenHalf(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Round(Float64x1 value) =>
        (ushort)TFormat.EncodeOne(GradientNarrow.RoundToOdd<Float32x1, Float64x1>(value).Value);

    public static int ElementsPerPack => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PackSums AddPack(in PackSums sums, Pack pack) =>
        new(
            sums.First + WidenHalf(pack.First),
            sums.Second + WidenHalf(pack.First >> 16),
            sums.Third + WidenHalf(pack.Second),
            sums.Fourth + WidenHalf(pack.Second >> 16),
            sums.Fifth + WidenHalf(pack.Third),
            sums.Sixth + WidenHalf(pack.Third >> 16),
            sums.Seventh + WidenHalf(pack.Fourth),
            sums.Eighth + WidenHalf(pack.Fourth >> 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack ComputePack<TFormula>(Pack first, Pack second, Pack third, in TFormula formula)
        where TFormula : unmanaged, IFormula =>
        new(
            ComputeWord(first.First, second.First, third.First, formula),
            ComputeWord(first.Second, second.Second, third.Second, formula),
            ComputeWord(first.Third, second.Third, third.Third, formula),
            ComputeWord(first.Fourth, second.Fourth, third.Fourth, formula));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<Pack> ZipPairPack<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipPairOperation
    {
        Both<uint> one = ZipPairWord<TOperation>(left.First, right.First);
        Both<uint> two = ZipPairWord<TOperation>(left.Second, right.Second);
        Both<uint> three = ZipPairWord<TOperation>(left.Third, right.Third);
        Both<uint> four = ZipPairWord<TOperation>(left.Fourth, right.Fourth);
        return new Both<Pack>(
            new Pack(one.First, two.First, three.First, four.First), new Pack(one.Second, two.Second, three.Second, four.Second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Float64x1 WidenHalf(uint bits) => Float64x1.Widen(new Float32x1(TFormat.DecodeOne(bits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ComputeWord<TFormula>(uint first, uint second, uint third, in TFormula formula)
        where TFormula : unmanaged, IFormula =>
        ComputeHalf(first, second, third, formula) | (ComputeHalf(first >> 16, second >> 16, third >> 16, formula) << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Both<uint> ZipPairWord<TOperation>(uint left, uint right)
        where TOperation : struct, IZipPairOperation
    {
        Both<uint> lower = ZipPairHalf<TOperation>(left, right), upper = ZipPairHalf<TOperation>(left >> 16, right >> 16);
        return new Both<uint>(lower.First | (upper.First << 16), lower.Second | (upper.Second << 16));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Both<uint> ZipPairHalf<TOperation>(uint left, uint right)
        where TOperation : struct, IZipPairOperation
    {
        Float32x1 decodedLeft = new(TFormat.DecodeOne(left));
        Float32x1 decodedRight = new(TFormat.DecodeOne(right));
        TOperation.Narrow<TFormat, Float32x1, Float64x1>(decodedLeft, decodedRight, out Float32x1 one, out Float32x1 other);
        return new Both<uint>(TFormat.EncodeOne(one.Value), TFormat.EncodeOne(other.Value));
    }

    // A conversion may be an intrinsic, which ILGPU keeps even where nobody uses what it gives.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ComputeHalf<TFormula>(uint first, uint second, uint third, in TFormula formula)
        where TFormula : unmanaged, IFormula
    {
        Float32x1 decodedFirst = new(TFormat.DecodeOne(first));
        Float32x1 decodedSecond = TFormula.Inputs > 1 ? new(TFormat.DecodeOne(second)) : default;
        Float32x1 decodedThird = TFormula.Inputs > 2 ? new(TFormat.DecodeOne(third)) : default;
        return TFormat.EncodeOne(formula.Narrow<TFormat, Float32x1, Float64x1>(decodedFirst, decodedSecond, decodedThird).Value);
    }
}
