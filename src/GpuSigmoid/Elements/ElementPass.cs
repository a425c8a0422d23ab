using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Elements;

/// <summary>Work that wants to know the element type of its matrices: a struct, so that nothing is boxed and the choice costs nothing.</summary>
internal interface IElementPass
{
    /// <typeparam name="TElement">The element type.</typeparam>
    /// <typeparam name="TBits">The unsigned integer of its size.</typeparam>
    void Run<TElement, TBits>()
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged;
}

/// <summary>From the .NET type of the elements to the engines' own.</summary>
internal static class ElementPass
{
    /// <exception cref="NotSupportedException">T is none of the element types.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TPass>(TPass pass)
        where T : unmanaged
        where TPass : struct, IElementPass
    {
        if (typeof(T) == typeof(float))
            pass.Run<Float32Element, uint>();
        else if (typeof(T) == typeof(double))
            pass.Run<Float64Element, ulong>();
        else if (typeof(T) == typeof(Half) || typeof(T) == typeof(ILGPU.Half))
            pass.Run<NarrowElement<HalfFormat>, ushort>();
        else if (typeof(T) == typeof(BFloat16))
            pass.Run<NarrowElement<BFloat16Format>, ushort>();
        else
            throw NotSupported(typeof(T));
    }

    private static NotSupportedException NotSupported(Type type) => new(
        $"Elements of type {type} have no sigmoid here: the types are Single, Double, System.Half, ILGPU.Half and BFloat16.");
}
