using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CsCheck;
using GpuSigmoid.Devices;
using GpuSigmoid.Elements;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using GpuSigmoid.Tests.Devices;
using ILGPU;
using Xunit;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>
/// A GPU's walk, with several threads side by side in a group, on devices that would choose another for themselves: every element is
/// computed once, whatever the shape, the offset and the gaps between rows, and nothing else is touched. The wanted bits come from the
/// same element on .NET: what is tried here is the walk, not the arithmetic.
/// </summary>
public abstract class WalkSuite(TestDevices devices, string deviceName, int threadsPerGroup) : DeviceSuite(devices, deviceName)
{
    private static readonly Gen<Operands> AnyOperands =
        from rows in Gen.OneOf(Gen.Const(1), Gen.Int[1, 40])
        from columns in Gen.OneOf(Gen.Int[1, 70], Gen.Int[500, 3000])
        from inputOffset in Gen.Int[0, 9]
        from outputOffset in Gen.OneOf(Gen.Int[0, 9], Gen.Const(0))
        from inputGap in Gen.OneOf(Gen.Const(0), Gen.Const(4), Gen.Const(8), Gen.Int[0, 13])
        from outputGap in Gen.OneOf(Gen.Const(0), Gen.Const(8), Gen.Int[0, 16])
        select new Operands(rows, columns, inputOffset, outputOffset, inputGap, outputGap);

    // Few threads and multiprocessors, so that small matrices take many tiles; slow float64, so that float32 takes the way that the
    // devices at hand do not.
    private DeviceTraits Traits => new(DeviceKind.Cuda, IsGpu: true, 3, 2 * threadsPerGroup, threadsPerGroup, HasFastFloat64: false);

    [Fact]
    public void MapTouchesEveryElementOnce()
    {
        KernelLauncher launcher = new(((IlgpuDevice)Device).Accelerator, Traits);
        AnyOperands.Sample(operands => CheckMap<Float32Element, uint>(launcher, operands), iter: 60, threads: 1);
        AnyOperands.Sample(operands => CheckMap<NarrowElement<HalfFormat>, ushort>(launcher, operands), iter: 60, threads: 1);
        AnyOperands.Sample(operands => CheckMap<Float64Element, ulong>(launcher, operands), iter: 60, threads: 1);
    }

    [Fact]
    public void ZipTouchesEveryElementOnce()
    {
        KernelLauncher launcher = new(((IlgpuDevice)Device).Accelerator, Traits);
        AnyOperands.Sample(operands => CheckZip<Float32Element, uint>(launcher, operands), iter: 60, threads: 1);
        AnyOperands.Sample(operands => CheckZip<NarrowElement<BFloat16Format>, ushort>(launcher, operands), iter: 60, threads: 1);
    }

    [Fact]
    public void ParametricTouchesEveryElementOnce()
    {
        KernelLauncher launcher = new(((IlgpuDevice)Device).Accelerator, Traits);
        AnyOperands.Sample(operands => CheckParametric<Float32Element, uint>(launcher, operands), iter: 60, threads: 1);
        AnyOperands.Sample(operands => CheckParametric<NarrowElement<BFloat16Format>, ushort>(launcher, operands), iter: 60, threads: 1);
        AnyOperands.Sample(operands => CheckParametric<Float64Element, ulong>(launcher, operands), iter: 60, threads: 1);
    }

    private void CheckMap<TElement, TBits>(KernelLauncher launcher, Operands operands)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        TBits[] input = RandomBits<TBits>(operands.InputLength);
        TBits[] before = RandomBits<TBits>(operands.OutputLength);
        using IlgpuBuffer inputBuffer = Upload(input);
        using IlgpuBuffer outputBuffer = Upload(before);
        launcher.Map<TElement, TBits, Forward>(
            launcher.Accelerator.DefaultStream,
            operands.Rows,
            operands.Columns,
            operands.Input<TBits>(inputBuffer),
            operands.Output<TBits>(outputBuffer));
        Check(operands, before, outputBuffer, at => TElement.Compute(input[at], default, default, default(MapFormula<Forward>)));
        Assert.Equal(input, Download<TBits>(inputBuffer, input.Length));
    }

    private void CheckZip<TElement, TBits>(KernelLauncher launcher, Operands operands)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        TBits[] left = RandomBits<TBits>(operands.InputLength);
        TBits[] right = RandomBits<TBits>(operands.OutputLength);
        using IlgpuBuffer leftBuffer = Upload(left);
        using IlgpuBuffer rightBuffer = Upload(right);
        launcher.Zip<TElement, TBits, Backward>(
            launcher.Accelerator.DefaultStream,
            operands.Rows,
            operands.Columns,
            operands.Input<TBits>(leftBuffer),
            operands.Output<TBits>(rightBuffer),
            operands.Output<TBits>(rightBuffer));
        Check(
            operands,
            right,
            rightBuffer,
            at => TElement.Compute(left[at], right[operands.OutputOf(at)], default, default(ZipFormula<Backward>)));
        Assert.Equal(left, Download<TBits>(leftBuffer, left.Length));
    }

    private void CheckParametric<TElement, TBits>(KernelLauncher launcher, Operands operands)
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        Parameters parameters = new(3, 0.5, 0);
        TBits[] left = RandomBits<TBits>(operands.InputLength);
        TBits[] right = RandomBits<TBits>(operands.OutputLength);
        using IlgpuBuffer leftBuffer = Upload(left);
        using IlgpuBuffer rightBuffer = Upload(right);
        launcher.Parametric<TElement, TBits, LogisticBackward>(
            launcher.Accelerator.DefaultStream,
            operands.Rows,
            operands.Columns,
            operands.Input<TBits>(leftBuffer),
            operands.Output<TBits>(rightBuffer),
            operands.Output<TBits>(rightBuffer),
            parameters);
        ParametricFormula<LogisticBackward> formula = new(parameters);
        Check(operands, right, rightBuffer, at => TElement.Compute(left[at], right[operands.OutputOf(at)], default, formula));
        Assert.Equal(left, Download<TBits>(leftBuffer, left.Length));
    }

    private static void Check<TBits>(Operands operands, TBits[] before, IlgpuBuffer output, Func<int, TBits> expectedAt)
        where TBits : unmanaged
    {
        TBits[] expected = [.. before];
        for (int row = 0; row < operands.Rows; ++row)
        {
            for (int column = 0; column < operands.Columns; ++column)
                expected[operands.OutputAt(row, column)] = expectedAt(operands.InputAt(row, column));
        }

        Assert.Equal(expected, Download<TBits>(output, before.Length));
    }

    private IlgpuBuffer Upload<TBits>(TBits[] values)
        where TBits : unmanaged
    {
        IlgpuBuffer buffer = (IlgpuBuffer)Device.TryAllocate(values.Length * Unsafe.SizeOf<TBits>())!;
        buffer.Write(0, MemoryMarshal.AsBytes<TBits>(values));
        return buffer;
    }

    private static TBits[] Download<TBits>(IlgpuBuffer buffer, int length)
        where TBits : unmanaged
    {
        TBits[] values = new TBits[length];
        buffer.Read(0, MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    // The same every time: a failure must come back.
    private static TBits[] RandomBits<TBits>(int length)
        where TBits : unmanaged
    {
        TBits[] values = new TBits[length];
        new Random(length).NextBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Where input and output lie in buffers that are a little longer than they.</summary>
    private sealed record Operands(int Rows, int Columns, int InputOffset, int OutputOffset, int InputGap, int OutputGap)
    {
        public int InputLength => InputOffset + Rows * (Columns + InputGap) + 3;

        public int OutputLength => OutputOffset + Rows * (Columns + OutputGap) + 3;

        public int InputAt(int row, int column) => InputOffset + row * (Columns + InputGap) + column;

        public int OutputAt(int row, int column) => OutputOffset + row * (Columns + OutputGap) + column;

        public int OutputOf(int inputAt) =>
            OutputAt((inputAt - InputOffset) / (Columns + InputGap), (inputAt - InputOffset) % (Columns + InputGap));

        public MatrixView<TBits> Input<TBits>(IlgpuBuffer buffer)
            where TBits : unmanaged =>
            View<TBits>(buffer, InputOffset, Columns + InputGap);

        public MatrixView<TBits> Output<TBits>(IlgpuBuffer buffer)
            where TBits : unmanaged =>
            View<TBits>(buffer, OutputOffset, Columns + OutputGap);

        private MatrixView<TBits> View<TBits>(IlgpuBuffer buffer, int offset, int leadingDimension)
            where TBits : unmanaged
        {
            ArrayView<TBits> view = buffer.View<TBits>(offset, (Rows - 1) * leadingDimension + Columns);
            return new MatrixView<TBits>(view, leadingDimension);
        }
    }
}

/// <summary>ILGPU's simulator has two threads a group.</summary>
[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorWalkTests(TestDevices devices) : WalkSuite(devices, DeviceNames.CpuSimulator, threadsPerGroup: 2);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLWalkTests(TestDevices devices) : WalkSuite(devices, DeviceNames.OpenCL, threadsPerGroup: 16);

[Collection(DeviceNames.Cuda)]
public sealed class CudaWalkTests(TestDevices devices) : WalkSuite(devices, DeviceNames.Cuda, threadsPerGroup: 64);
