namespace GpuSigmoid.Cpu;

/// <summary>Copies between the host's memory and the engine's own, which for large ones is work for all threads.</summary>
internal static unsafe class HostCopy
{
    public static void Run(CpuWorkers workers, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        CpuPlan plan = CpuPlan.For(source.Length, source.Length, sizeof(byte), workers.Threads, inPlace: false);
        // Memory of others may be the host's memory: only the runtime's copy knows what to do where both are parts of one.
        if (plan.ChunkLength >= source.Length || source.Overlaps(destination))
        {
            source.CopyTo(destination);
            return;
        }

        fixed (byte* from = source, to = destination)
        {
            workers.Run(new CpuJob
            {
                First = from,
                Output = to,
                Columns = source.Length,
                Length = source.Length,
                ChunkLength = plan.ChunkLength,
                SizeInBytes = sizeof(byte),
                Body = CpuJob.BodyOf<CopyLoop>(plan),
            });
        }
    }
}
