using GpuSigmoid.Elements;

namespace GpuSigmoid.Cpu;

/// <summary>A loop over elements that follow each other in memory.</summary>
internal unsafe interface IRowLoop
{
    /// <summary>Runs <paramref name="length"/> elements; a loop over fewer than three inputs leaves the last ones alone.</summary>
    static abstract void Run<TStore>(byte* first, byte* second, byte* third, byte* output, long length)
        where TStore : struct, IVectorStore;
}
