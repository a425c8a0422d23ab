using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>The CPU engine's fastest loop over one input of a type.</summary>
internal unsafe readonly struct AnyMapLoop<TElement, TBits, TOperation> : IRowLoop
    where TElement : struct, IVectorElement
    where TBits : unmanaged
    where TOperation : struct, IMapOperation
{
    /// <inheritdoc/>
    public static void Run<TStore>(byte* input, byte* unusedSecond, byte* unusedThird, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        if (typeof(TBits) == typeof(ushort))
            NarrowMapLoop<TElement, TOperation>.Run<TStore>(input, unusedSecond, unusedThird, output, length);
        else
            MapLoop<TElement, TOperation>.Run<TStore>(input, unusedSecond, unusedThird, output, length);
    }
}
