using GpuSigmoid.Devices;
using GpuSigmoid.Memory;
using GpuSigmoid.Training;
using ILGPU;
using ILGPU.Runtime.Cuda;

namespace GpuSigmoid.Cli.Training;

/// <summary>
/// cuBLAS's product: fast, and summed in an order that is its own and may be another for each GPU and version. float32 is not rounded to
/// TF32: a new handle's math mode is the default one, which keeps all bits of the factors.
/// </summary>
internal sealed class CublasProduct : MatrixProduct
{
    private readonly CudaAccelerator _accelerator;
    private readonly CuBlas _cublas;

    private CublasProduct(CudaAccelerator accelerator, CuBlas cublas)
    {
        _accelerator = accelerator;
        _cublas = cublas;
    }

    public override string Description => $"cuBLAS, version {_cublas.Version}";

    public override bool HasSameBitsEverywhere => false;

    /// <summary>cuBLAS on a device. It must be disposed of before the device.</summary>
    /// <exception cref="BadInputException">The device is not a CUDA device, or the machine's cuBLAS is missing or fails.</exception>
    public static CublasProduct On(SigmoidDevice device)
    {
        if (device is not IlgpuDevice { Accelerator: CudaAccelerator accelerator })
        {
            throw new BadInputException(
                $"--fast-matmul: found device '{device.Name}', wanted a CUDA device such as cuda:0: the fast matrix product is cuBLAS's");
        }

        return Guarded(device.Name, () =>
        {
            // ILGPU tries the library out before it binds: without a context of ours that would make the device's primary one.
            accelerator.Bind();
            return new CublasProduct(accelerator, new CuBlas(accelerator));
        });
    }

    public override void Dispose()
    {
        _accelerator.Bind();
        _cublas.Dispose();
    }

    /// <summary>Opens cuBLAS, and tells what is missing where that fails.</summary>
    internal static TResult Guarded<TResult>(string deviceName, Func<TResult> open)
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // What ILGPU's exception says of libraries that load and fail is only the name of a class of its own.
            throw new BadInputException(
                $"--fast-matmul: found no cuBLAS that works on '{deviceName}', wanted libcublas.so.12, .11 or .10 (on Windows " +
                $"cublas64_12.dll, _11 or _10) of NVIDIA's CUDA toolkit where libraries are looked for: {exception.Message}",
                exception);
        }
        catch (CuBlasException exception)
        {
            throw new BadInputException($"--fast-matmul: cuBLAS cannot be used on '{deviceName}': {exception.Error}", exception);
        }
    }

    protected override void Queue<T>(SigmoidDevice device, in ProductOperand left, in ProductOperand right, in MatrixSlice product)
    {
        CudaStream stream = (CudaStream)((IlgpuDevice)device).QueueOf(product);
        if (_cublas.Stream != stream)
        {
            _cublas.Stream = stream;
        }

        GemmArguments arguments = GemmArguments.For(left, right, product);
        // Factors without elements have no views; nothing is read of what stands in for them.
        MatrixSlice a = arguments.K == 0 ? product : right.Slice, b = arguments.K == 0 ? product : left.Slice;
        if (typeof(T) == typeof(float))
        {
            _cublas.Gemm(
                Operation(arguments.TransposesA),
                Operation(arguments.TransposesB),
                arguments.M,
                arguments.N,
                arguments.K,
                1f,
                View<float>(a),
                arguments.LeadingDimensionA,
                View<float>(b),
                arguments.LeadingDimensionB,
                0f,
                View<float>(product),
                arguments.LeadingDimensionC);
        }
        else
        {
            _cublas.Gemm(
                Operation(arguments.TransposesA),
                Operation(arguments.TransposesB),
                arguments.M,
                arguments.N,
                arguments.K,
                1d,
                View<double>(a),
                arguments.LeadingDimensionA,
                View<double>(b),
                arguments.LeadingDimensionB,
                0d,
                View<double>(product),
                arguments.LeadingDimensionC);
        }
    }

    private static CuBlasOperation Operation(bool transposes) => transposes ? CuBlasOperation.Transpose : CuBlasOperation.NonTranspose;

    private static ArrayView<T> View<T>(in MatrixSlice slice)
        where T : unmanaged => IlgpuDevice.View<T>(slice).View;
}
