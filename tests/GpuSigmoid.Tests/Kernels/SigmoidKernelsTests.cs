using GpuSigmoid.Tests.Devices;
using GpuSigmoid.Tests.Layer;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using Xunit;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>The kernels on a context, an accelerator and a stream that the caller owns.</summary>
public sealed class SigmoidKernelsTests : IDisposable
{
    private readonly Context _context = Context.Create(static builder => builder.CPU().EnableSigmoid());
    private readonly Accelerator _accelerator;
    private readonly AcceleratorStream _stream;
    private readonly SigmoidKernels _kernels;

    public SigmoidKernelsTests()
    {
        _accelerator = new CPUDevice(2, 1, 2).CreateAccelerator(_context);
        _stream = _accelerator.CreateStream();
        _kernels = new SigmoidKernels(_accelerator);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _accelerator.Dispose();
        _context.Dispose();
    }

    [Fact]
    public void EveryElementTypeGoesForwardAndBack()
    {
        // S(0) = 1/2, and 1 · 1/2 · 1/2 = 1/4: exact in every type.
        Check(0f, 1f, 0.5f, 0.25f);
        Check(0.0, 1.0, 0.5, 0.25);
        Check((System.Half)0, (System.Half)1, (System.Half)0.5, (System.Half)0.25);
        Check((ILGPU.Half)0f, (ILGPU.Half)1f, (ILGPU.Half)0.5f, (ILGPU.Half)0.25f);
        Check((BFloat16)0f, (BFloat16)1f, (BFloat16)0.5f, (BFloat16)0.25f);
    }

    [Fact]
    public void UnequalLengthsAreNamed()
    {
        using MemoryBuffer1D<float, Stride1D.Dense> ten = _accelerator.Allocate1D<float>(10);
        using MemoryBuffer1D<float, Stride1D.Dense> twelve = _accelerator.Allocate1D<float>(12);

        string message = Assert.Throws<ArgumentException>(() => _kernels.Forward<float>(_stream, ten.View, twelve.View)).Message;

        Assert.Contains("10", message, StringComparison.Ordinal);
        Assert.Contains("12", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherAcceleratorsViewIsRefusedByName()
    {
        using Accelerator other = new CPUDevice(2, 1, 1).CreateAccelerator(_context);
        using MemoryBuffer1D<float, Stride1D.Dense> here = _accelerator.Allocate1D<float>(8);
        using MemoryBuffer1D<float, Stride1D.Dense> there = other.Allocate1D<float>(8);

        ArgumentException exception =
            Assert.Throws<ArgumentException>("derivative", () => _kernels.Derivative<float>(_stream, here.View, there.View));

        Assert.Contains(other.Name, exception.Message, StringComparison.Ordinal);
        using MemoryBuffer1D<double, Stride1D.Dense> memoryThere = other.Allocate1D<double>(8);
        Assert.Throws<ArgumentException>("bias", () => _kernels.ForwardBias<float>(_stream, here.View, there.View, here.View));
        Assert.Throws<ArgumentException>(
            "scratch", () => _kernels.ColumnSums<float>(_stream, ArrayView<float>.Empty, here.View, memoryThere.View));
        Assert.Throws<ArgumentException>("stream", () => _kernels.Forward<float>(other.DefaultStream, here.View, here.View));
    }

    [Fact]
    public void PartialOverlapIsRefusedAndTheSameViewIsNot()
    {
        using MemoryBuffer1D<float, Stride1D.Dense> buffer = _accelerator.Allocate1D<float>(16);
        buffer.MemSetToZero();
        ArrayView<float> all = buffer.View;

        Assert.Throws<ArgumentException>(() => _kernels.Forward(_stream, all.SubView(0, 8), all.SubView(4, 8)));
        Assert.Throws<ArgumentException>(() => _kernels.Backward(_stream, all.SubView(8, 8), all.SubView(0, 8), all.SubView(7, 8)));
        _kernels.Forward(_stream, all.SubView(0, 8), all.SubView(8, 8));
        _kernels.Forward(_stream, all.SubView(0, 8), all.SubView(0, 8));
        _stream.Synchronize();

        Assert.All(buffer.GetAsArray1D(), value => Assert.Equal(0.5f, value));
    }

    [Fact]
    public void OtherTypesAreRefused()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = _accelerator.Allocate1D<int>(4);
        string message = Assert.Throws<NotSupportedException>(() => _kernels.Forward<int>(_stream, buffer.View, buffer.View)).Message;
        Assert.Contains("System.Int32", message, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyViewsAreNoWork()
    {
        _kernels.Forward(_stream, ArrayView<float>.Empty, ArrayView<float>.Empty);
        _kernels.Backward(_stream, ArrayView<float>.Empty, ArrayView<float>.Empty, ArrayView<float>.Empty);
    }

    [Fact]
    public void AContextWithoutTheExtensionIsToldWhatToAdd()
    {
        using Context context = Context.Create(static builder => builder.CPU());
        using Accelerator accelerator = context.CreateCPUAccelerator(0);
        string message = Assert.Throws<InvalidOperationException>(() => new SigmoidKernels(accelerator)).Message;
        Assert.Contains("EnableSigmoid()", message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheExtensionMayBeAddedTwice()
    {
        using Context context = Context.Create(static builder => builder.CPU().EnableSigmoid().EnableSigmoid());
        using Accelerator accelerator = context.CreateCPUAccelerator(0);
        _ = new SigmoidKernels(accelerator);
    }

    [Fact]
    public void TheTailGoesForwardAndBackAndToTheOutput()
    {
        using MemoryBuffer1D<float, Stride1D.Dense> x = _accelerator.Allocate1D(new float[] { -20, -0f, 0, 20 });
        using MemoryBuffer1D<float, Stride1D.Dense> gradient = _accelerator.Allocate1D(new float[] { 1, 1, 1, 1 });
        using MemoryBuffer1D<float, Stride1D.Dense> s = _accelerator.Allocate1D<float>(4);
        _kernels.ForwardTail<float>(_stream, x.View, x.View);
        _kernels.OutputFromTail<float>(_stream, x.View, s.View);
        _kernels.BackwardTail<float>(_stream, x.View, gradient.View, gradient.View);
        _stream.Synchronize();

        // S(-20) = 2.06115362e-9, which is rounded up to 2.0611537e-9: marked, as 1/2 is. S'(20) is the same but for its square.
        float marked = MathF.ScaleB(2.0611537e-9f, 128);
        Assert.Equal([-marked, -MathF.ScaleB(1, 127), MathF.ScaleB(1, 127), marked], x.GetAsArray1D());
        Assert.Equal([2.0611537e-9f, 0.5f, 0.5f, 1f], s.GetAsArray1D());
        Assert.Equal([2.0611537e-9f, 0.25f, 0.25f, 2.0611537e-9f], gradient.GetAsArray1D());
        Assert.Throws<ArgumentException>(() => _kernels.BackwardTail(_stream, x.View.AsContiguous().SubView(0, 3), gradient.View, s.View));
    }

    private void Check<T>(T input, T outputGradient, T expectedOutput, T expectedInputGradient)
        where T : unmanaged
    {
        const int Length = 77;
        using MemoryBuffer1D<T, Stride1D.Dense> x = _accelerator.Allocate1D(Enumerable.Repeat(input, Length).ToArray());
        using MemoryBuffer1D<T, Stride1D.Dense> gradient = _accelerator.Allocate1D(Enumerable.Repeat(outputGradient, Length).ToArray());
        using MemoryBuffer1D<T, Stride1D.Dense> s = _accelerator.Allocate1D<T>(Length);
        using MemoryBuffer1D<T, Stride1D.Dense> derivative = _accelerator.Allocate1D<T>(Length);
        _kernels.Forward<T>(_stream, x.View, s.View);
        _kernels.Derivative<T>(_stream, s.View, derivative.View);
        _kernels.Backward<T>(_stream, s.View, gradient.View, gradient.View);
        _stream.Synchronize();

        Assert.All(s.GetAsArray1D(), value => Assert.Equal(expectedOutput, value));
        Assert.All(derivative.GetAsArray1D(), value => Assert.Equal(expectedInputGradient, value));
        Assert.All(gradient.GetAsArray1D(), value => Assert.Equal(expectedInputGradient, value));
    }
}

/// <summary>A launch on OpenCL leaves no garbage; ILGPU's simulator makes some itself.</summary>
[Collection(DeviceNames.OpenCL)]
public sealed class LaunchGarbageTests(TestDevices devices) : DeviceSuite(devices, DeviceNames.OpenCL)
{
    [Fact]
    public void ALaunchAllocatesNothing()
    {
        Accelerator accelerator = ((GpuSigmoid.Devices.IlgpuDevice)Device).Accelerator;
        SigmoidKernels kernels = new(accelerator);
        using MemoryBuffer1D<float, Stride1D.Dense> buffer = accelerator.Allocate1D<float>(1000);
        long allocated = SteadyAllocation.LeastOf(Launches, allowed: 0);
        accelerator.DefaultStream.Synchronize();

        Assert.Equal(0, allocated);

        void Launches()
        {
            for (int i = 0; i < 100; ++i)
            {
                kernels.Forward<float>(accelerator.DefaultStream, buffer.View, buffer.View);
                kernels.Backward<float>(accelerator.DefaultStream, buffer.View, buffer.View, buffer.View);
            }
        }
    }
}
