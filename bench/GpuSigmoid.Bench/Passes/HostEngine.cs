using System.Runtime.CompilerServices;
using GpuSigmoid.Cpu;
using GpuSigmoid.Memory;

namespace GpuSigmoid.Bench.Passes;

/// <summary>Runs other loops the way that the CPU engine runs its own: as many threads, the same chunks.</summary>
internal sealed unsafe class HostEngine : IDisposable
{
    private readonly CpuWorkers _workers = new(Environment.ProcessorCount);

    /// <summary>The address of a matrix of the <c>cpu</c> device.</summary>
    public static byte* Address<T>(DeviceMatrix<T> matrix)
        where T : unmanaged
    {
        MatrixSlice slice = matrix.Slice;
        return ((CpuBuffer)slice.Buffer).Pointer + slice.Offset * Unsafe.SizeOf<T>();
    }

    /// <summary>output ← loop(left, right), storing past the caches or through them.</summary>
    public void Run<T, TLoop>(DeviceMatrix<T> left, DeviceMatrix<T> right, DeviceMatrix<T> output, bool nonTemporal)
        where T : unmanaged
        where TLoop : struct, IRowLoop
    {
        CpuPlan plan = CpuPlan.For(output.Length, output.Length, Unsafe.SizeOf<T>(), _workers.Threads, inPlace: false) with
        {
            NonTemporal = nonTemporal,
            AsksAhead = false,
        };
        _workers.Run(new CpuJob
        {
            First = Address(left),
            Second = Address(right),
            Output = Address(output),
            Columns = output.Length,
            Length = output.Length,
            ChunkLength = plan.ChunkLength,
            SizeInBytes = Unsafe.SizeOf<T>(),
            Body = CpuJob.BodyOf<TLoop>(plan),
        });
    }

    public void Dispose() => _workers.Dispose();
}
