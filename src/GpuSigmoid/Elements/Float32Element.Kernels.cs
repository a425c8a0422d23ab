using System.Runtime.CompilerServices;
using GpuSigmoid.Kernels;
using GpuSigmoid.Kernels.Intrinsics;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly partial struct Float32Element
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Map<TOperation>(uint input)
        where TOperation : struct, IMapOperation =>
        WithOneNaN(TOperation.Float32<Float32x1, Float64x1>(Float32x1.OfBits(input))).Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Zip<TOperation>(uint left, uint right)
        where TOperation : struct, IZipOperation =>
        WithOneNaN(TOperation.Float32<Float32x1, Float64x1>(Float32x1.OfBits(left), Float32x1.OfBits(right))).Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<uint> ZipPair<TOperation>(uint left, uint right)
        where TOperation : struct, IZipPairOperation
    {
        TOperation.Float32<Float32x1, Float64x1>(
            Float32x1.OfBits(left), Float32x1.OfBits(right), out Float32x1 one, out Float32x1 other);
        return new Both<uint>(WithOneNaN(one).Bits, WithOneNaN(other).Bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Ternary<TOperation>(uint first, uint second, uint third)
        where TOperation : struct, ITernaryOperation =>
        WithOneNaN(TOperation.Float32<Float32x1, Float64x1>(
            Float32x1.OfBits(first), Float32x1.OfBits(second), Float32x1.OfBits(third))).Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Parametric<TOperation>(uint left, uint right, in Parameters parameters)
        where TOperation : struct, IParametricOperation =>
        WithOneNaN(TOperation.Float32<Float32x1, Float64x1>(Float32x1.OfBits(left), Float32x1.OfBits(right), parameters)).Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 Widen(uint value) => Float64x1.Widen(Float32x1.OfBits(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Round(Float64x1 value) => WithOneNaN(Float64x1.Round(value)).Bits;

    public static int ElementsPerPack => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PackSums AddPack(in PackSums sums, Pack pack) =>
        new(
            sums.First + Widen(pack.First),
            sums.Second + Widen(pack.Second),
            sums.Third + Widen(pack.Third),
            sums.Fourth + Widen(pack.Fourth),
            sums.Fifth,
            sums.Sixth,
            sums.Seventh,
            sums.Eighth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack MapPack<TOperation>(Pack input)
        where TOperation : struct, IMapOperation =>
        new(
            ElementCall.Map<Float32Element, uint, TOperation>(input.First),
            ElementCall.Map<Float32Element, uint, TOperation>(input.Second),
            ElementCall.Map<Float32Element, uint, TOperation>(input.Third),
            ElementCall.Map<Float32Element, uint, TOperation>(input.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack ZipPack<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipOperation =>
        new(
            ElementCall.Zip<Float32Element, uint, TOperation>(left.First, right.First),
            ElementCall.Zip<Float32Element, uint, TOperation>(left.Second, right.Second),
            ElementCall.Zip<Float32Element, uint, TOperation>(left.Third, right.Third),
            ElementCall.Zip<Float32Element, uint, TOperation>(left.Fourth, right.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<Pack> ZipPairPack<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipPairOperation
    {
        Both<uint> one = ElementCall.ZipPair<Float32Element, uint, TOperation>(left.First, right.First);
        Both<uint> two = ElementCall.ZipPair<Float32Element, uint, TOperation>(left.Second, right.Second);
        Both<uint> three = ElementCall.ZipPair<Float32Element, uint, TOperation>(left.Third, right.Third);
        Both<uint> four = ElementCall.ZipPair<Float32Element, uint, TOperation>(left.Fourth, right.Fourth);
        return new Both<Pack>(
            new Pack(one.First, two.First, three.First, four.First), new Pack(one.Second, two.Second, three.Second, four.Second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack TernaryPack<TOperation>(Pack first, Pack second, Pack third)
        where TOperation : struct, ITernaryOperation =>
        new(
            ElementCall.Ternary<Float32Element, uint, TOperation>(first.First, second.First, third.First),
            ElementCall.Ternary<Float32Element, uint, TOperation>(first.Second, second.Second, third.Second),
            ElementCall.Ternary<Float32Element, uint, TOperation>(first.Third, second.Third, third.Third),
            ElementCall.Ternary<Float32Element, uint, TOperation>(first.Fourth, second.Fourth, third.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack ParametricPack<TOperation>(Pack left, Pack right, in Parameters parameters)
        where TOperation : struct, IParametricOperation =>
        new(
            ElementCall.Parametric<Float32Element, uint, TOperation>(left.First, right.First, parameters),
            ElementCall.Parametric<Float32Element, uint, TOperation>(left.Second, right.Second, parameters),
            ElementCall.Parametric<Float32Element, uint, TOperation>(left.Third, right.Third, parameters),
            ElementCall.Parametric<Float32Element, uint, TOperation>(left.Fourth, right.Fourth, parameters));

    /// <summary>The value, every NaN made the quiet one with no payload: devices differ in the payloads that they pass on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TFloat32 WithOneNaN<TFloat32>(TFloat32 value)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32> =>
        TFloat32.WhereEqual(value, value, value, TFloat32.OfBits(0x7FC00000));
}
