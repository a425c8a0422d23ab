using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly partial struct NarrowElement<TFormat>
{
    // A loop instead of two calls: the compiler's budget for inlining ends with fewer.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack ComputePackInVectors<TFormula>(Pack first, Pack second, Pack third, in TFormula formula)
        where TFormula : unmanaged, IFormula
    {
        Float32x4 result = default;
        for (int shift = 0; shift < 32; shift += 16)
        {
            result |= TFormat.Encode(formula.Narrow<TFormat, Float32x4, Float64x4>(
                Decode(first, shift),
                TFormula.Inputs > 1 ? Decode(second, shift) : default,
                TFormula.Inputs > 2 ? Decode(third, shift) : default)) << shift;
        }

        return FromLane(result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<Pack> ZipPairPackInVectors<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipPairOperation
    {
        Float32x4 first = default, second = default;
        for (int shift = 0; shift < 32; shift += 16)
        {
            TOperation.Narrow<TFormat, Float32x4, Float64x4>(
                Decode(left, shift), Decode(right, shift), out Float32x4 one, out Float32x4 other);
            first |= TFormat.Encode(one) << shift;
            second |= TFormat.Encode(other) << shift;
        }

        return new Both<Pack>(FromLane(first), FromLane(second));
    }

    /// <summary>One half of each word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Float32x4 Decode(Pack pack, int shift) =>
        TFormat.Decode((Float32x4)Unsafe.BitCast<Pack, Vector128<float>>(pack) >>> shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Pack FromLane(Float32x4 value) => Unsafe.BitCast<Vector128<float>, Pack>(value);
}
