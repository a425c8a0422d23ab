using GpuSigmoid.Devices;
using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using GpuSigmoid.Tests.Fused;
using GpuSigmoid.Tests.Layer;
using GpuSigmoid.Tests.Operations;
using ILGPU;
using ILGPU.Runtime;
using Xunit;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>
/// The fused kernels on an accelerator's own views: to the bit what the passes over matrices give on the CPU, which other tests hold against
/// the reference.
/// </summary>
public abstract class FusedKernelsTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    private static readonly LogisticCurve Curve = new(2.5, 0.7, -1.25);

    // One element, rows that fill no pack, rows of packs, and more rows than a block of 256.
    private static readonly MatrixShape[] Shapes =
        [MatrixShape.Dense(1, 1), MatrixShape.Dense(3, 5), MatrixShape.Dense(40, 64), MatrixShape.Dense(517, 33)];

    /// <summary>What twenty steps may allocate on the managed heap.</summary>
    protected virtual long AllowedBytes => 0;

    private Accelerator Accelerator => ((IlgpuDevice)Device).Accelerator;

    private SigmoidKernels Kernels => field ??= new SigmoidKernels(Accelerator);

    [Fact]
    public void Floats() => CheckAll<float>(FloatFormat.Float32);

    [Fact]
    public void Doubles() => CheckAll<double>(FloatFormat.Float64);

    [Fact]
    public void Halves() => CheckAll<System.Half>(FloatFormat.Float16);

    [Fact]
    public void BFloat16s() => CheckAll<BFloat16>(FloatFormat.BFloat16);

    /// <summary>258 blocks of 256 rows, the last of one row: a second level of sums, of 256 and of 2, in the scratch memory.</summary>
    [Fact]
    public void SumsOfManyRowsHaveThreeLevels()
    {
        MatrixShape shape = MatrixShape.Dense(257 * 256 + 1, 3);
        ulong[] values = FusedArguments.Terms(FloatFormat.Float64, shape.Elements, seed: 61);
        using Views<double> views = new(Accelerator, shape, values, new ulong[shape.Columns]);
        using MemoryBuffer1D<double, Stride1D.Dense> scratch = Accelerator.Allocate1D<double>(SigmoidKernels.ScratchLength(shape.Rows, 3));
        Assert.Equal((258 + 2) * 3, scratch.Length);
        Kernels.ColumnSums(Accelerator.DefaultStream, views[0], views[1], scratch.View);
        Assert.Equal(FusedRunner.Of(FloatFormat.Float64).ColumnSums(ReferenceCpu, shape, values, null), views.Read(1));
    }

    [Fact]
    public void TheOtherHalfIsTheSameType()
    {
        using MemoryBuffer1D<ILGPU.Half, Stride1D.Dense> s = Accelerator.Allocate1D(Enumerable.Repeat((ILGPU.Half)0.5f, 6).ToArray());
        using MemoryBuffer1D<ILGPU.Half, Stride1D.Dense> dy = Accelerator.Allocate1D(Enumerable.Repeat((ILGPU.Half)1f, 6).ToArray());
        using MemoryBuffer1D<ILGPU.Half, Stride1D.Dense> db = Accelerator.Allocate1D<ILGPU.Half>(2);
        using MemoryBuffer1D<double, Stride1D.Dense> scratch = Accelerator.Allocate1D<double>(SigmoidKernels.ScratchLength(3, 2));
        Kernels.BackwardBias<ILGPU.Half>(Accelerator.DefaultStream, s.View, dy.View, dy.View, db.View, scratch.View);
        Accelerator.Synchronize();
        Assert.All(db.GetAsArray1D(), value => Assert.Equal((ILGPU.Half)0.75f, value));
        Assert.Throws<ArgumentOutOfRangeException>(
            "curve", () => Kernels.ForwardLogistic<ILGPU.Half>(Accelerator.DefaultStream, s.View, new LogisticCurve(1e5, 1, 0), s.View));
    }

    [Fact]
    public void ErrorsNameBothSidesAndChangeNothing()
    {
        AcceleratorStream stream = Accelerator.DefaultStream;
        MatrixShape shape = MatrixShape.Dense(4, 6);
        ulong[] zeros = new ulong[24];
        using Views<float> views = new(Accelerator, shape, zeros, zeros, zeros, zeros, zeros);
        using MemoryBuffer1D<double, Stride1D.Dense> memory = Accelerator.Allocate1D<double>(24);
        ArrayView<float> a = views[0], b = views[1], c = views[2], d = views[3], row = views[4].SubView(0, 6);
        ArrayView<double> scratch = memory.View;

        AssertNames(["input", "24", "bias", "5"], () => Kernels.ForwardBias(stream, a, row.SubView(0, 5), b));
        AssertNames(["input", "24", "bias", "0"], () => Kernels.ForwardBias(stream, a, ArrayView<float>.Empty, b));
        AssertNames(["bias", "output"], () => Kernels.ForwardBias(stream, a, b.SubView(6, 6), b));
        AssertNames(["output", "tail"], () => Kernels.ForwardTail(stream, a, b, b));
        AssertNames(["bias", "tail"], () => Kernels.ForwardBiasTail(stream, a, b.SubView(6, 6), b, c));
        AssertNames(["loss", "inputGradient"], () => Kernels.ForwardLoss(stream, a, b, c, c));
        AssertNames(["input", "24", "loss", "23"], () => Kernels.ForwardLoss(stream, a, b, c.SubView(0, 23), d));
        AssertNames(["output", "outputSecondGradient"], () => Kernels.DoubleBackward(stream, a, b, c, d, a));
        AssertNames(["inputGradientGradient", "outputSecondGradient"], () => Kernels.DoubleBackward(stream, a, b, c, d, c));
        AssertNames(["outputGradientGradient", "outputSecondGradient"], () => Kernels.DoubleBackward(stream, a, b, c, d, d));
        AssertNames(["scratch", "5", "6"], () => Kernels.BackwardBias(stream, a, b, c, row, scratch.SubView(0, 5)));
        AssertNames(["inputGradient", "24", "biasGradient", "5"], () => Kernels.BackwardBias(stream, a, b, c, row.SubView(0, 5), scratch));
        AssertNames(["output", "biasGradient"], () => Kernels.BackwardBias(stream, a, b, c, a.SubView(6, 6), scratch));
        AssertNames(["tail", "biasGradient"], () => Kernels.BackwardBiasTail(stream, a, b, c, a.SubView(6, 6), scratch));
        AssertNames(["sums", "scratch"], () => Kernels.ColumnSums(stream, a, scratch.Cast<float>().SubView(0, 6), scratch));
        AssertNames(["input", "sums"], () => Kernels.ColumnSums(stream, a, a.SubView(6, 6), scratch));
        AssertNames(["update", "9"], () => Kernels.Backward(stream, a, b, c, (GradientUpdate)9));
        AssertNames(["biasUpdate", "9"], () => Kernels.BackwardBias(stream, a, b, c, row, scratch, biasUpdate: (GradientUpdate)9));
        AssertNames(["-1"], () => SigmoidKernels.ScratchLength(-1, 3));
        Assert.Throws<ArgumentNullException>("stream", () => Kernels.ForwardBias(null!, a, row, b));
        for (int i = 0; i < 5; i++)
            Assert.Equal(zeros, views.Read(i));
    }

    [Fact]
    public void NoRowsSumToZero()
    {
        using MemoryBuffer1D<float, Stride1D.Dense> sums = Accelerator.Allocate1D(new float[] { 1, 2, 3 });
        using MemoryBuffer1D<double, Stride1D.Dense> scratch = Accelerator.Allocate1D<double>(SigmoidKernels.ScratchLength(0, 3));
        Kernels.ColumnSums(Accelerator.DefaultStream, ArrayView<float>.Empty, sums.View, scratch.View, GradientUpdate.Add);
        Assert.Equal([1, 2, 3], sums.GetAsArray1D());
        Kernels.ColumnSums(Accelerator.DefaultStream, ArrayView<float>.Empty, sums.View, scratch.View);
        Assert.Equal([0, 0, 0], sums.GetAsArray1D());
        Kernels.ForwardBias(Accelerator.DefaultStream, ArrayView<float>.Empty, ArrayView<float>.Empty, ArrayView<float>.Empty);
    }

    [Fact]
    public void ASteadyStepAllocatesNothing()
    {
        Accelerator accelerator = Accelerator;
        SigmoidKernels kernels = Kernels;
        ulong[] values = FusedArguments.Terms(FloatFormat.Float32, 600, seed: 62);
        using Views<float> views = new(accelerator, MatrixShape.Dense(30, 20), values, values, values, values);
        using MemoryBuffer1D<double, Stride1D.Dense> scratch = accelerator.Allocate1D<double>(SigmoidKernels.ScratchLength(30, 20));
        ArrayView<float> x = views[0], y = views[1], dy = views[2], b = views[3].SubView(0, 20), db = views[3].SubView(20, 20);
        ArrayView<double> memory = scratch.View;
        Assert.InRange(SteadyAllocation.LeastOf(Steps, AllowedBytes), 0, AllowedBytes);
        accelerator.Synchronize();

        void Steps()
        {
            for (int i = 0; i < 20; i++)
            {
                kernels.ForwardBiasTail(accelerator.DefaultStream, x, b, x, y);
                kernels.BackwardBiasTail(accelerator.DefaultStream, x, dy, dy, db, memory, GradientUpdate.Add);
                kernels.ForwardLoss(accelerator.DefaultStream, x, y, x, y);
                kernels.BackwardLogistic(accelerator.DefaultStream, x, y, Curve, y, GradientUpdate.Add);
            }
        }
    }

    private void CheckAll<T>(FloatFormat format)
        where T : unmanaged
    {
        foreach (MatrixShape shape in Shapes)
        {
            ulong[] x = FusedArguments.Inputs(format, shape.Elements, seed: 63), b = FusedArguments.Terms(format, shape.Columns, 64);
            ulong[] s = FusedArguments.Outputs(format, shape.Elements, seed: 65), dy = FusedArguments.Gradients(format, shape.Elements, 66);
            ulong[] g = FusedArguments.Gradients(format, shape.Elements, seed: 67), old = FusedArguments.Terms(format, shape.Elements, 68);
            CheckForward<T>(format, shape, x, b, s);
            CheckBackward<T>(format, shape, s, dy, g, old);
            CheckSums<T>(format, shape, s, FusedArguments.Terms(format, shape.Elements, 69), old, b);
        }
    }

    private void CheckForward<T>(FloatFormat format, MatrixShape shape, ulong[] x, ulong[] b, ulong[] targets)
        where T : unmanaged
    {
        AcceleratorStream stream = Accelerator.DefaultStream;
        FusedRunner runner = FusedRunner.Of(format);
        using Views<T> views = new(Accelerator, shape, x, b, targets, x, x);
        Kernels.ForwardBias(stream, views[0], views[1], views[3]);
        Assert.Equal(runner.ForwardBias(ReferenceCpu, shape, SigmoidCache.Output, false, x, b), views.Read(3));
        Kernels.ForwardBiasTail(stream, views[0], views[1], views[3]);
        Assert.Equal(runner.ForwardBias(ReferenceCpu, shape, SigmoidCache.Tail, false, x, b), views.Read(3));
        Kernels.ForwardTail(stream, views[0], views[3], views[4]);
        Assert.Equal(runner.OutputAndTail(ReferenceCpu, shape, null, x, null), (views.Read(4), views.Read(3)), Same);
        Kernels.ForwardBiasTail(stream, views[0], views[1], views[3], views[4]);
        Assert.Equal(runner.OutputAndTail(ReferenceCpu, shape, null, x, b), (views.Read(4), views.Read(3)), Same);
        Kernels.ForwardLoss(stream, views[0], views[2], views[3], views[4]);
        (ulong[] loss, ulong[] gradient, _) = runner.ForwardLoss(ReferenceCpu, shape, false, x, targets);
        Assert.Equal((loss, gradient), (views.Read(3), views.Read(4)), Same);
        Kernels.ForwardLogistic(stream, views[0], Curve, views[3]);
        Assert.Equal(runner.ForwardLogistic(ReferenceCpu, shape, false, Curve, x), views.Read(3));
        Kernels.ForwardLogistic(stream, views[0], LogisticCurve.Sigmoid, views[0]);
        Assert.Equal(OperationRunner.Of(format).Run(ReferenceCpu, Operation.Forward, x, []), views.Read(0));
    }

    private void CheckBackward<T>(FloatFormat format, MatrixShape shape, ulong[] s, ulong[] dy, ulong[] g, ulong[] old)
        where T : unmanaged
    {
        AcceleratorStream stream = Accelerator.DefaultStream;
        FusedRunner runner = FusedRunner.Of(format);
        using Views<T> views = new(Accelerator, shape, s, dy, g, old, old, old, old);
        Kernels.Backward(stream, views[0], views[1], views[3], GradientUpdate.Add);
        Assert.Equal(runner.BackwardAdd(ReferenceCpu, shape, SigmoidCache.Output, s, dy, old), views.Read(3));
        Kernels.BackwardTail(stream, views[0], views[1], views[4], GradientUpdate.Add);
        Assert.Equal(runner.BackwardAdd(ReferenceCpu, shape, SigmoidCache.Tail, s, dy, old), views.Read(4));
        Kernels.BackwardLogistic(stream, views[0], views[1], Curve, views[5], GradientUpdate.Add);
        Assert.Equal(runner.BackwardLogisticAdd(ReferenceCpu, shape, Curve, s, dy, old), views.Read(5));
        Kernels.BackwardLogistic(stream, views[0], views[1], Curve, views[5]);
        Assert.Equal(runner.BackwardLogistic(ReferenceCpu, shape, Curve, s, dy), views.Read(5));
        Kernels.DoubleBackward(stream, views[0], views[1], views[2], views[5], views[6], outputSecondGradientUpdate: GradientUpdate.Add);
        Assert.Equal(
            runner.DoubleBackwardAdd(ReferenceCpu, shape, s, dy, g, null, old), (views.Read(5), views.Read(6)), Same);
        Kernels.DoubleBackward(stream, views[0], views[1], views[2], views[2], views[1]);
        Assert.Equal(runner.DoubleBackward(ReferenceCpu, shape, false, s, dy, g), (views.Read(2), views.Read(1)), Same);
    }

    private void CheckSums<T>(FloatFormat format, MatrixShape shape, ulong[] s, ulong[] dy, ulong[] oldInput, ulong[] oldBias)
        where T : unmanaged
    {
        AcceleratorStream stream = Accelerator.DefaultStream;
        FusedRunner runner = FusedRunner.Of(format);
        using Views<T> views = new(Accelerator, shape, s, dy, oldInput, oldBias, oldBias, oldBias);
        using MemoryBuffer1D<double, Stride1D.Dense> scratch =
            Accelerator.Allocate1D<double>(SigmoidKernels.ScratchLength(shape.Rows, shape.Columns));
        Kernels.BackwardBias(stream, views[0], views[1], views[2], views[3], scratch.View, GradientUpdate.Add);
        Assert.Equal(
            runner.BackwardBias(ReferenceCpu, shape, SigmoidCache.Output, s, dy, oldInput, null), (views.Read(2), views.Read(3)), Same);
        Kernels.ColumnSums(stream, views[0], views[4], scratch.View, GradientUpdate.Add);
        Assert.Equal(runner.ColumnSums(ReferenceCpu, shape, s, oldBias), views.Read(4));
        Kernels.BackwardBiasTail(stream, views[0], views[1], views[1], views[5], scratch.View, biasUpdate: GradientUpdate.Add);
        Assert.Equal(
            runner.BackwardBias(ReferenceCpu, shape, SigmoidCache.Tail, s, dy, null, oldBias), (views.Read(1), views.Read(5)), Same);
    }

    private static bool Same((ulong[] First, ulong[] Second) expected, (ulong[] First, ulong[] Second) actual) =>
        expected.First.SequenceEqual(actual.First) && expected.Second.SequenceEqual(actual.Second);

    private static void AssertNames(string[] names, Action action)
    {
        Exception exception = Assert.ThrowsAny<ArgumentException>(action);
        Assert.All(names, name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
    }

    /// <summary>Views of the accelerator's memory that hold the bits of elements.</summary>
    private sealed class Views<T> : IDisposable
        where T : unmanaged
    {
        private readonly MemoryBuffer1D<T, Stride1D.Dense>[] _buffers;

        public Views(Accelerator accelerator, MatrixShape shape, params ulong[][] contents)
        {
            Assert.All(contents, values => Assert.Contains(values.Length, (int[])[shape.Elements, shape.Columns]));
            _buffers = [.. contents.Select(values => accelerator.Allocate1D(ElementBits.ToElements<T>(values)))];
        }

        public ArrayView<T> this[int index] => _buffers[index].View;

        public ulong[] Read(int index)
        {
            _buffers[index].Accelerator.Synchronize();
            return ElementBits.ToBits<T>(_buffers[index].GetAsArray1D());
        }

        public void Dispose()
        {
            foreach (MemoryBuffer1D<T, Stride1D.Dense> buffer in _buffers)
                buffer.Dispose();
        }
    }
}

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorFusedKernelsTests(TestDevices devices) : FusedKernelsTests(devices, DeviceNames.CpuSimulator)
{
    /// <summary>ILGPU's CPU accelerator makes a task of each launch: a little, whatever the size.</summary>
    protected override long AllowedBytes => 20 * 6 * 1024;
}

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLFusedKernelsTests(TestDevices devices) : FusedKernelsTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaFusedKernelsTests(TestDevices devices) : FusedKernelsTests(devices, DeviceNames.Cuda);
