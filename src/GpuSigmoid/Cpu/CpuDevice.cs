using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Devices;
using GpuSigmoid.Memory;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>The machine's own cores. A pass is done when its call returns.</summary>
internal sealed unsafe partial class CpuDevice : SigmoidDevice
{
    public const string DeviceName = "cpu";

    private readonly CpuWorkers _workers = new(Environment.ProcessorCount);

    public CpuDevice()
        : base(DeviceName, DeviceKind.Cpu, Describe(), Memory())
    {
    }

    public static DeviceEntry Entry => new(DeviceName, DeviceKind.Cpu, IsGpu: false, Describe(), Memory(), null, () => new CpuDevice());

    public override void Synchronize()
    {
    }

    internal override DeviceBuffer? TryAllocate(long bytes) => bytes <= MemoryInBytes ? CpuBuffer.TryCreate(_workers, bytes) : null;

    internal override DeviceBuffer Wrap(nint address, long bytes) => CpuBuffer.Wrap(_workers, address, bytes);

    internal override void Map<TElement, TBits, TOperation>(in MatrixSlice input, in MatrixSlice output) =>
        Run<AnyMapLoop<TElement, TBits, TOperation>>(input, input, input, output, TElement.SizeInBytes);

    internal override void MapAfterAdd<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice output)
    {
        // What the loop over one input gains for these types is much more than the sums' way through the cache costs; for float32 it is not.
        if (typeof(TBits) == typeof(ushort))
            Run<AfterAddLoop<TElement, NarrowMapLoop<TElement, TOperation>>>(left, right, left, output, TElement.SizeInBytes);
        else if (typeof(TBits) == typeof(ulong) && PipelinedLoop<TElement, TOperation>.Exists)
            Run<AfterAddLoop<TElement, MapLoop<TElement, TOperation>>>(left, right, left, output, TElement.SizeInBytes);
        else
            Run<ZipLoop<TElement, AfterAdd<TOperation>>>(left, right, left, output, TElement.SizeInBytes);
    }

    internal override void Zip<TElement, TBits, TOperation>(in MatrixSlice left, in MatrixSlice right, in MatrixSlice output) =>
        Run<ZipLoop<TElement, TOperation>>(left, right, left, output, TElement.SizeInBytes);

    internal override void Ternary<TElement, TBits, TOperation>(
        in MatrixSlice first, in MatrixSlice second, in MatrixSlice third, in MatrixSlice output, bool adds)
    {
        if (adds)
            Run<ThenAddLoop<TElement, TernaryLoop<TElement, TOperation>>>(first, second, third, output, TElement.SizeInBytes);
        else
            Run<TernaryLoop<TElement, TOperation>>(first, second, third, output, TElement.SizeInBytes);
    }

    internal override void ZipPair<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice first, in MatrixSlice second)
    {
        if (typeof(TOperation) == typeof(OutputAndTail<Forward>))
            Run<OutputAndTailLoop<TElement, TBits>>(left, right, second, first, TElement.SizeInBytes);
        else
            Run<ZipPairLoop<TElement, TOperation>>(left, right, second, first, TElement.SizeInBytes);
    }

    internal override void PairAfterAdd<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice first, in MatrixSlice second)
    {
        if (typeof(TOperation) == typeof(OutputAndTail<Forward>))
            Run<AfterAddLoop<TElement, OutputAndTailLoop<TElement, TBits>>>(left, right, second, first, TElement.SizeInBytes);
        else
            Run<AfterAddLoop<TElement, ZipPairLoop<TElement, TOperation>>>(left, right, second, first, TElement.SizeInBytes);
    }

    internal override void Parametric<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice output, bool adds, in Parameters parameters)
    {
        CpuJob job = JobOf(left, right, left, output, TElement.SizeInBytes, out _);
        job.Parameters = parameters;
        job.Adds = adds;
        job.Body = &CpuJob.RunParametric<TElement, TOperation>;
        _workers.Run(job);
        GC.KeepAlive(left.Buffer);
        GC.KeepAlive(right.Buffer);
        GC.KeepAlive(output.Buffer);
    }

    private protected override void Release() => _workers.Dispose();

    private static string Describe() =>
        $"{Environment.ProcessorCount} cores, {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)}-bit vectors";

    private static long Memory() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private void Run<TLoop>(
        in MatrixSlice first, in MatrixSlice second, in MatrixSlice third, in MatrixSlice output, int sizeInBytes)
        where TLoop : struct, IRowLoop
    {
        CpuJob job = JobOf(first, second, third, output, sizeInBytes, out CpuPlan plan);
        job.Body = CpuJob.BodyOf<TLoop>(plan);
        _workers.Run(job);
        GC.KeepAlive(first.Buffer);
        GC.KeepAlive(second.Buffer);
        GC.KeepAlive(third.Buffer);
        GC.KeepAlive(output.Buffer);
    }

    private CpuJob JobOf(
        in MatrixSlice first,
        in MatrixSlice second,
        in MatrixSlice third,
        in MatrixSlice output,
        int sizeInBytes,
        out CpuPlan plan)
    {
        byte* outputAddress = Address(output, sizeInBytes);
        byte* firstAddress = Address(first, sizeInBytes);
        byte* secondAddress = Address(second, sizeInBytes);
        byte* thirdAddress = Address(third, sizeInBytes);
        bool inPlace = outputAddress == firstAddress || outputAddress == secondAddress || outputAddress == thirdAddress;
        bool oneRow = first.IsContiguous && second.IsContiguous && third.IsContiguous && output.IsContiguous;
        long columns = oneRow ? output.Length : output.Columns;
        plan = CpuPlan.For(output.Length, columns, sizeInBytes, _workers.Threads, inPlace);
        return new CpuJob
        {
            First = firstAddress,
            Second = secondAddress,
            Third = thirdAddress,
            Output = outputAddress,
            FirstStride = first.LeadingDimension * sizeInBytes,
            SecondStride = second.LeadingDimension * sizeInBytes,
            ThirdStride = third.LeadingDimension * sizeInBytes,
            OutputStride = output.LeadingDimension * sizeInBytes,
            Columns = columns,
            Length = output.Length,
            ChunkLength = plan.ChunkLength,
            SizeInBytes = sizeInBytes,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Address(in MatrixSlice slice, int sizeInBytes) => ((CpuBuffer)slice.Buffer).Pointer + slice.Offset * sizeInBytes;
}
