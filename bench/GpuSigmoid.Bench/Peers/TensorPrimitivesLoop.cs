using System.Numerics.Tensors;
using GpuSigmoid.Cpu;
using GpuSigmoid.Elements;

namespace GpuSigmoid.Bench.Peers;

/// <summary>TensorPrimitives.Sigmoid over a stretch of memory: it uses one thread, and the engine gives it as many as ours.</summary>
internal readonly unsafe struct TensorPrimitivesLoop<T> : IRowLoop
    where T : unmanaged
{
    public static void Run<TStore>(byte* first, byte* second, byte* third, byte* output, long length)
        where TStore : struct, IVectorStore
    {
        if (typeof(T) == typeof(float))
            TensorPrimitives.Sigmoid<float>(new ReadOnlySpan<float>(first, (int)length), new Span<float>(output, (int)length));
        else if (typeof(T) == typeof(double))
            TensorPrimitives.Sigmoid<double>(new ReadOnlySpan<double>(first, (int)length), new Span<double>(output, (int)length));
        else if (typeof(T) == typeof(Half))
            TensorPrimitives.Sigmoid<Half>(new ReadOnlySpan<Half>(first, (int)length), new Span<Half>(output, (int)length));
        else
            throw new NotSupportedException($"TensorPrimitives does not know {typeof(T).Name}.");
    }
}
