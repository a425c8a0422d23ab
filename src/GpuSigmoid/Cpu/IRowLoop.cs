using GpuSigmoid.Elements;

namespace GpuSigmoid.Cpu;

/// <summary>A loop over elements that follow each other in memory.</summary>
internal unsafe interface IRowLoop
{
    /// <summary>Runs <paramref name="length"/> elements; a loop over one input leaves <paramref name="right"/> alone.</summary>
    static abstract void Run<TStore>(byte* left, byte* right, byte* output, long length)
        where TStore : struct, IVectorStore;
}
