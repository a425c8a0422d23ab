using System.Runtime.CompilerServices;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly partial struct Float32Element
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Compute<TFormula>(uint first, uint second, uint third, in TFormula formula)
        where TFormula : unmanaged, IFormula =>
        WithOneNaN(formula.Float32<Float32x1, Float64x1>(
            Float32x1.OfBits(first), Float32x1.OfBits(second), Float32x1.OfBits(third))).Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<uint> ZipPair<TOperation>(uint left, uint right)
        where TOperation : struct, IZipPairOperation
    {
        TOperation.Float32<Float32x1, Float64x1>(
            Float32x1.OfBits(left), Float32x1.OfBits(right), out Float32x1 one, out Float32x1 other);
        return new Both<uint>(WithOneNaN(one).Bits, WithOneNaN(other).Bits);
    }

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
    public static Pack ComputePack<TFormula>(Pack first, Pack second, Pack third, in TFormula formula)
        where TFormula : unmanaged, IFormula =>
        new(
            Compute(first.First, second.First, third.First, formula),
            Compute(first.Second, second.Second, third.Second, formula),
            Compute(first.Third, second.Third, third.Third, formula),
            Compute(first.Fourth, second.Fourth, third.Fourth, formula));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<Pack> ZipPairPack<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipPairOperation
    {
        Both<uint> one = ZipPair<TOperation>(left.First, right.First);
        Both<uint> two = ZipPair<TOperation>(left.Second, right.Second);
        Both<uint> three = ZipPair<TOperation>(left.Third, right.Third);
        Both<uint> four = ZipPair<TOperation>(left.Fourth, right.Fourth);
        return new Both<Pack>(
            new Pack(one.First, two.First, three.First, four.First), new Pack(one.Second, two.Second, three.Second, four.Second));
    }

    /// <summary>The value, every NaN made the quiet one with no payload: devices differ in the payloads that they pass on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TFloat32 WithOneNaN<TFloat32>(TFloat32 value)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32> =>
        TFloat32.WhereEqual(value, value, value, TFloat32.OfBits(0x7FC00000));
}
