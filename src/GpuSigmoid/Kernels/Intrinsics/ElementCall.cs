using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;
using ILGPU.IR.Intrinsics;

namespace GpuSigmoid.Kernels.Intrinsics;

/// <summary>
/// One element's operation as a call that .NET does not inline: its compiler's budget for inlining ends before the elements of a pack do,
/// and what it then leaves as calls are single additions. <see cref="ElementCallInline"/> takes its place on GPUs.
/// </summary>
internal static class ElementCall
{
    // What is not taken is 0 already. To say it again makes this method longer, and the budget is so many times the length of the method
    // that it begins at.
    [IntrinsicImplementation]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static TBits Compute<TElement, TBits, TFormula>(TBits first, TBits second, TBits third, TFormula formula)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TFormula : unmanaged, IFormula =>
        TElement.Compute(first, TFormula.Inputs > 1 ? second : default, TFormula.Inputs > 2 ? third : default, formula);

    [IntrinsicImplementation]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Both<TBits> ZipPair<TElement, TBits, TOperation>(TBits left, TBits right)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipPairOperation =>
        TElement.ZipPair<TOperation>(left, right);
}

/// <summary>The same, inlined.</summary>
internal static class ElementCallInline
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBits Compute<TElement, TBits, TFormula>(TBits first, TBits second, TBits third, TFormula formula)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TFormula : unmanaged, IFormula =>
        TElement.Compute(first, second, third, formula);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<TBits> ZipPair<TElement, TBits, TOperation>(TBits left, TBits right)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipPairOperation =>
        TElement.ZipPair<TOperation>(left, right);
}
