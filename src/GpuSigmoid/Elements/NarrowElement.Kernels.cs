using System.Runtime.CompilerServices;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly partial struct NarrowElement<TFormat>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Map<TOperation>(ushort input)
        where TOperation : struct, IMapOperation =>
        (ushort)MapHalf<TOperation>(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Zip<TOperation>(ushort left, ushort right)
        where TOperation : struct, IZipOperation =>
        (ushort)ZipHalf<TOperation>(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<ushort> ZipPair<TOperation>(ushort left, ushort right)
        where TOperation : struct, IZipPairOperation
    {
        Both<uint> both = ZipPairHalf<TOperation>(left, right);
        return new Both<ushort>((ushort)both.First, (ushort)both.Second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Ternary<TOperation>(ushort first, ushort second, ushort third)
        where TOperation : struct, ITernaryOperation =>
        (ushort)TernaryHalf<TOperation>(first, second, third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Parametric<TOperation>(ushort left, ushort right, in Parameters parameters)
        where TOperation : struct, IParametricOperation =>
        (ushort)ParametricHalf<TOperation>(left, right, parameters);

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
    public static Pack MapPack<TOperation>(Pack input)
        where TOperation : struct, IMapOperation =>
        new(
            MapWord<TOperation>(input.First),
            MapWord<TOperation>(input.Second),
            MapWord<TOperation>(input.Third),
            MapWord<TOperation>(input.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack ZipPack<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipOperation =>
        new(
            ZipWord<TOperation>(left.First, right.First),
            ZipWord<TOperation>(left.Second, right.Second),
            ZipWord<TOperation>(left.Third, right.Third),
            ZipWord<TOperation>(left.Fourth, right.Fourth));

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
    public static Pack TernaryPack<TOperation>(Pack first, Pack second, Pack third)
        where TOperation : struct, ITernaryOperation =>
        new(
            TernaryWord<TOperation>(first.First, second.First, third.First),
            TernaryWord<TOperation>(first.Second, second.Second, third.Second),
            TernaryWord<TOperation>(first.Third, second.Third, third.Third),
            TernaryWord<TOperation>(first.Fourth, second.Fourth, third.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack ParametricPack<TOperation>(Pack left, Pack right, in Parameters parameters)
        where TOperation : struct, IParametricOperation =>
        new(
            ParametricWord<TOperation>(left.First, right.First, parameters),
            ParametricWord<TOperation>(left.Second, right.Second, parameters),
            ParametricWord<TOperation>(left.Third, right.Third, parameters),
            ParametricWord<TOperation>(left.Fourth, right.Fourth, parameters));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Float64x1 WidenHalf(uint bits) => Float64x1.Widen(new Float32x1(TFormat.DecodeOne(bits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MapWord<TOperation>(uint word)
        where TOperation : struct, IMapOperation =>
        MapHalf<TOperation>(word) | (MapHalf<TOperation>(word >> 16) << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ZipWord<TOperation>(uint left, uint right)
        where TOperation : struct, IZipOperation =>
        ZipHalf<TOperation>(left, right) | (ZipHalf<TOperation>(left >> 16, right >> 16) << 16);

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
        TOperation.Narrow<Float32x1, Float64x1>(decodedLeft, decodedRight, out Float32x1 one, out Float32x1 other);
        return new Both<uint>(TFormat.EncodeOne(one.Value), TFormat.EncodeOne(other.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint TernaryWord<TOperation>(uint first, uint second, uint third)
        where TOperation : struct, ITernaryOperation =>
        TernaryHalf<TOperation>(first, second, third) | (TernaryHalf<TOperation>(first >> 16, second >> 16, third >> 16) << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ParametricWord<TOperation>(uint left, uint right, in Parameters parameters)
        where TOperation : struct, IParametricOperation =>
        ParametricHalf<TOperation>(left, right, parameters) | (ParametricHalf<TOperation>(left >> 16, right >> 16, parameters) << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ParametricHalf<TOperation>(uint left, uint right, in Parameters parameters)
        where TOperation : struct, IParametricOperation
    {
        Float32x1 decodedLeft = new(TFormat.DecodeOne(left));
        Float32x1 decodedRight = new(TFormat.DecodeOne(right));
        return TFormat.EncodeOne(TOperation.Narrow<Float32x1, Float64x1>(decodedLeft, decodedRight, parameters).Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint TernaryHalf<TOperation>(uint first, uint second, uint third)
        where TOperation : struct, ITernaryOperation
    {
        Float32x1 decodedFirst = new(TFormat.DecodeOne(first));
        Float32x1 decodedSecond = new(TFormat.DecodeOne(second));
        Float32x1 decodedThird = new(TFormat.DecodeOne(third));
        return TFormat.EncodeOne(TOperation.Narrow<Float32x1, Float64x1>(decodedFirst, decodedSecond, decodedThird).Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MapHalf<TOperation>(uint bits)
        where TOperation : struct, IMapOperation
    {
        Float32x1 input = new(TFormat.DecodeOne(bits));
        return TFormat.EncodeOne(TOperation.Narrow<Float32x1, Float64x1>(input).Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ZipHalf<TOperation>(uint left, uint right)
        where TOperation : struct, IZipOperation
    {
        Float32x1 decodedLeft = new(TFormat.DecodeOne(left));
        Float32x1 decodedRight = new(TFormat.DecodeOne(right));
        return TFormat.EncodeOne(TOperation.Narrow<Float32x1, Float64x1>(decodedLeft, decodedRight).Value);
    }
}
