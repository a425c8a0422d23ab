using System.Runtime.CompilerServices;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly partial struct Float64Element
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Compute<TFormula>(ulong first, ulong second, ulong third, in TFormula formula)
        where TFormula : unmanaged, IFormula =>
        WithOneNaN(formula.Float64(Float64x1.OfBits(first), Float64x1.OfBits(second), Float64x1.OfBits(third))).Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<ulong> ZipPair<TOperation>(ulong left, ulong right)
        where TOperation : struct, IZipPairOperation
    {
        TOperation.Float64(Float64x1.OfBits(left), Float64x1.OfBits(right), out Float64x1 one, out Float64x1 other);
        return new Both<ulong>(WithOneNaN(one).Bits, WithOneNaN(other).Bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float64x1 Widen(ulong value) => Float64x1.OfBits(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Round(Float64x1 value) => WithOneNaN(value).Bits;

    public static int ElementsPerPack => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PackSums AddPack(in PackSums sums, Pack pack) =>
        new(
            sums.First + Widen(Lower(pack)),
            sums.Second + Widen(Upper(pack)),
            sums.Third,
            sums.Fourth,
            sums.Fifth,
            sums.Sixth,
            sums.Seventh,
            sums.Eighth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack ComputePack<TFormula>(Pack first, Pack second, Pack third, in TFormula formula)
        where TFormula : unmanaged, IFormula =>
        Join(Compute(Lower(first), Lower(second), Lower(third), formula), Compute(Upper(first), Upper(second), Upper(third), formula));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<Pack> ZipPairPack<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipPairOperation
    {
        Both<ulong> lower = ZipPair<TOperation>(Lower(left), Lower(right));
        Both<ulong> upper = ZipPair<TOperation>(Upper(left), Upper(right));
        return new Both<Pack>(Join(lower.First, upper.First), Join(lower.Second, upper.Second));
    }

    /// <summary>The value, every NaN made the quiet one with no payload: devices differ in the payloads that they pass on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat64 WithOneNaN<TFloat64>(TFloat64 value)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        TFloat64.WhereEqual(value, value, value, TFloat64.Of(BitConverter.Int64BitsToDouble(0x7FF8000000000000)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Lower(Pack pack) => pack.First | ((ulong)pack.Second << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Upper(Pack pack) => pack.Third | ((ulong)pack.Fourth << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Pack Join(ulong lower, ulong upper) =>
        new((uint)lower, (uint)(lower >> 32), (uint)upper, (uint)(upper >> 32));
}
