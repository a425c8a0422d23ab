using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly partial struct Float64Element
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack ComputePackInVectors<TFormula>(Pack first, Pack second, Pack third, in TFormula formula)
        where TFormula : unmanaged, IFormula =>
        FromLane(formula.Float64(
            ToLane(first), TFormula.Inputs > 1 ? ToLane(second) : default, TFormula.Inputs > 2 ? ToLane(third) : default));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<Pack> ZipPairPackInVectors<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipPairOperation
    {
        TOperation.Float64(ToLane(left), ToLane(right), out Float64x4 one, out Float64x4 other);
        return new Both<Pack>(FromLane(one), FromLane(other));
    }

    // A pack has two of the lane's four: the others repeat them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Float64x4 ToLane(Pack pack) => Vector256.Create(Unsafe.BitCast<Pack, Vector128<double>>(pack));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Pack FromLane(Float64x4 value) =>
        Unsafe.BitCast<Vector128<double>, Pack>(((Vector256<double>)WithOneNaN(value)).GetLower());
}
