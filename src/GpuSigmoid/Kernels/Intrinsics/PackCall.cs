using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using ILGPU.IR.Intrinsics;

namespace GpuSigmoid.Kernels.Intrinsics;

/// <summary>
/// An operation for the elements of a pack. .NET, for which the bodies are, has them in one vector; <see cref="PackCallInline"/> takes its
/// place on GPUs.
/// </summary>
internal static class PackCall
{
    [IntrinsicImplementation]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack Compute<TElement, TBits, TFormula>(Pack first, Pack second, Pack third, TFormula formula)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TFormula : unmanaged, IFormula =>
        TElement.ComputePackInVectors(first, second, third, formula);

    /// <summary>
    /// The same for a pack that is left over. .NET does not inline it: its compiler's budget for inlining is for the loop before.
    /// </summary>
    [IntrinsicImplementation]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Pack ComputeLast<TElement, TBits, TFormula>(Pack first, Pack second, Pack third, TFormula formula)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TFormula : unmanaged, IFormula =>
        TElement.ComputePackInVectors(first, second, third, formula);

    [IntrinsicImplementation]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<Pack> ZipPair<TElement, TBits, TOperation>(Pack left, Pack right)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipPairOperation =>
        TElement.ZipPairPackInVectors<TOperation>(left, right);
}

/// <summary>The same, one element after the other.</summary>
internal static class PackCallInline
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack Compute<TElement, TBits, TFormula>(Pack first, Pack second, Pack third, TFormula formula)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TFormula : unmanaged, IFormula =>
        TElement.ComputePack(first, second, third, formula);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack ComputeLast<TElement, TBits, TFormula>(Pack first, Pack second, Pack third, TFormula formula)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TFormula : unmanaged, IFormula =>
        TElement.ComputePack(first, second, third, formula);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<Pack> ZipPair<TElement, TBits, TOperation>(Pack left, Pack right)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipPairOperation =>
        TElement.ZipPairPack<TOperation>(left, right);
}
