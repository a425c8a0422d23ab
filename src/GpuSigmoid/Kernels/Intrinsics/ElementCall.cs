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
    [IntrinsicImplementation]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static TBits Map<TElement, TBits, TOperation>(TBits input)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IMapOperation =>
        TElement.Map<TOperation>(input);

    [IntrinsicImplementation]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static TBits Zip<TElement, TBits, TOperation>(TBits left, TBits right)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipOperation =>
        TElement.Zip<TOperation>(left, right);

    [IntrinsicImplementation]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Both<TBits> ZipPair<TElement, TBits, TOperation>(TBits left, TBits right)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipPairOperation =>
        TElement.ZipPair<TOperation>(left, right);

    [IntrinsicImplementation]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static TBits Ternary<TElement, TBits, TOperation>(TBits first, TBits second, TBits third)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, ITernaryOperation =>
        TElement.Ternary<TOperation>(first, second, third);

    [IntrinsicImplementation]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static TBits Parametric<TElement, TBits, TOperation>(TBits left, TBits right, Parameters parameters)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IParametricOperation =>
        TElement.Parametric<TOperation>(left, right, parameters);
}

/// <summary>The same, inlined.</summary>
internal static class ElementCallInline
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBits Map<TElement, TBits, TOperation>(TBits input)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IMapOperation =>
        TElement.Map<TOperation>(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBits Zip<TElement, TBits, TOperation>(TBits left, TBits right)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipOperation =>
        TElement.Zip<TOperation>(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<TBits> ZipPair<TElement, TBits, TOperation>(TBits left, TBits right)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IZipPairOperation =>
        TElement.ZipPair<TOperation>(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBits Ternary<TElement, TBits, TOperation>(TBits first, TBits second, TBits third)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, ITernaryOperation =>
        TElement.Ternary<TOperation>(first, second, third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBits Parametric<TElement, TBits, TOperation>(TBits left, TBits right, Parameters parameters)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
        where TOperation : struct, IParametricOperation =>
        TElement.Parametric<TOperation>(left, right, parameters);
}
