using GpuSigmoid.Kernels;
using GpuSigmoid.Memory;
using GpuSigmoid.Numerics;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GpuSigmoid.Devices;

/// <summary>
/// CUDA, OpenCL or the simulator: an ILGPU accelerator in a context of its own. Work goes to its default stream unless the output is on
/// another.
/// </summary>
internal sealed partial class IlgpuDevice : SigmoidDevice
{
    private readonly Context _context;
    private readonly KernelLauncher _launcher;

    public IlgpuDevice(string name, DeviceKind kind, string description, long memoryInBytes, Context context, Accelerator accelerator)
        : base(name, kind, description, memoryInBytes)
    {
        _context = context;
        _launcher = new KernelLauncher(accelerator);
    }

    public Accelerator Accelerator => _launcher.Accelerator;

    public override nint CudaContext => Accelerator is CudaAccelerator cuda ? cuda.NativePtr : 0;

    public override void Synchronize() => Accelerator.Synchronize();

    internal override DeviceBuffer? TryAllocate(long bytes)
    {
        // Not every driver refuses: memory of the host's is promised beyond what there is, and missing when it is written.
        if (bytes > MemoryInBytes)
            return null;
        try
        {
            return new IlgpuBuffer(Accelerator.Allocate1D<byte>(bytes));
        }
        catch (Exception exception) when (IsOutOfMemory(exception))
        {
            return null;
        }
    }

    internal override DeviceBuffer Wrap(nint address, long bytes) => Accelerator switch
    {
        CudaAccelerator cuda => new IlgpuBuffer(new ForeignCudaMemory(cuda, address, bytes)),
        CPUAccelerator cpu => new IlgpuBuffer(CPUMemoryBuffer.Create(cpu, address, bytes, sizeof(byte))),
        _ => throw new NotSupportedException($"{Name} has buffers with handles, not addresses: memory of others cannot be wrapped there."),
    };

    internal override SigmoidStream CreateStreamCore() => new(this, Accelerator.CreateStream());

    internal override SigmoidStream WrapStreamCore(nint handle) =>
        Accelerator is CudaAccelerator cuda ? new SigmoidStream(this, cuda.CreateStream(handle, responsible: false)) : base.WrapStreamCore(handle);

    internal override void Map<TElement, TBits, TOperation>(in MatrixSlice input, in MatrixSlice output) =>
        _launcher.Map<TElement, TBits, TOperation>(
            QueueOf(output), input.Rows, input.Columns, View<TBits>(input), View<TBits>(output));

    internal override void Zip<TElement, TBits, TOperation>(in MatrixSlice left, in MatrixSlice right, in MatrixSlice output) =>
        _launcher.Zip<TElement, TBits, TOperation>(
            QueueOf(output), left.Rows, left.Columns, View<TBits>(left), View<TBits>(right), View<TBits>(output));

    internal override void MapAfterAdd<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice output) =>
        Zip<TElement, TBits, AfterAdd<TOperation>>(left, right, output);

    internal override void PairAfterAdd<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice first, in MatrixSlice second) =>
        ZipPair<TElement, TBits, PairAfterAdd<TOperation>>(left, right, first, second);

    internal override void Ternary<TElement, TBits, TOperation>(
        in MatrixSlice first, in MatrixSlice second, in MatrixSlice third, in MatrixSlice output, bool adds) =>
        _launcher.Ternary<TElement, TBits, TOperation>(
            QueueOf(output),
            output.Rows,
            output.Columns,
            View<TBits>(first),
            View<TBits>(second),
            View<TBits>(third),
            View<TBits>(output),
            adds);

    internal override void ZipPair<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice first, in MatrixSlice second) =>
        _launcher.ZipPair<TElement, TBits, TOperation>(
            QueueOf(first),
            first.Rows,
            first.Columns,
            View<TBits>(left),
            View<TBits>(right),
            View<TBits>(first),
            View<TBits>(second));

    internal override void Parametric<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice output, bool adds, in Parameters parameters) =>
        _launcher.Parametric<TElement, TBits, TOperation>(
            QueueOf(output),
            output.Rows,
            output.Columns,
            View<TBits>(left),
            View<TBits>(right),
            View<TBits>(output),
            parameters,
            adds);

    private protected override void Release()
    {
        if (Accelerator is CudaAccelerator cuda)
            CudaPrimaryContext.Dispose(cuda);
        else
            Accelerator.Dispose();
        _context.Dispose();
    }

    internal AcceleratorStream QueueOf(in MatrixSlice output) => output.Stream is null ? Accelerator.DefaultStream : output.Stream.Queue!;

    internal static MatrixView<TBits> View<TBits>(in MatrixSlice slice)
        where TBits : unmanaged
    {
        long length = (slice.Rows - 1) * slice.LeadingDimension + slice.Columns;
        return new MatrixView<TBits>(((IlgpuBuffer)slice.Buffer).View<TBits>(slice.Offset, length), slice.LeadingDimension);
    }

    private static bool IsOutOfMemory(Exception exception) => exception switch
    {
        OutOfMemoryException => true,
        CudaException cuda => cuda.Error == nameof(CudaError.CUDA_ERROR_OUT_OF_MEMORY),
        CLException openCL => openCL.Error is CLError.CL_MEM_OBJECT_ALLOCATION_FAILURE
            or CLError.CL_OUT_OF_RESOURCES
            or CLError.CL_OUT_OF_HOST_MEMORY
            or CLError.CL_INVALID_BUFFER_SIZE,
        _ => false,
    };
}
