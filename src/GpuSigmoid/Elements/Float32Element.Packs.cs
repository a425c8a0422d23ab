using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly partial struct Float32Element
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack ComputePackInVectors<TFormula>(Pack first, Pack second, Pack third, in TFormula formula)
        where TFormula : unmanaged, IFormula =>
        FromLane(formula.Float32<Float32x4, Float64x4>(
            ToLane(first), TFormula.Inputs > 1 ? ToLane(second) : default, TFormula.Inputs > 2 ? ToLane(third) : default));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<Pack> ZipPairPackInVectors<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipPairOperation
    {
        TOperation.Float32<Float32x4, Float64x4>(ToLane(left), ToLane(right), out Float32x4 one, out Float32x4 other);
        return new Both<Pack>(FromLane(one), FromLane(other));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Float32x4 ToLane(Pack pack) => Unsafe.BitCast<Pack, Vector128<float>>(pack);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Pack FromLane(Float32x4 value) => Unsafe.BitCast<Vector128<float>, Pack>(WithOneNaN(value));
}
