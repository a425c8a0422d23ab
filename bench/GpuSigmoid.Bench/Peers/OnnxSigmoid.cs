using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GpuSigmoid.Bench.Peers;

/// <summary>ONNX Runtime's Sigmoid on all cores, from memory to memory that is bound before it is timed.</summary>
internal sealed class OnnxSigmoid : IDisposable
{
    private readonly bool _float64;
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();

    public OnnxSigmoid(bool float64)
    {
        _float64 = float64;
        using SessionOptions options = new() { IntraOpNumThreads = Environment.ProcessorCount };
        // Its threads otherwise go on spinning after a run, and take the cores from whoever is timed next.
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        _session = new InferenceSession(OnnxSigmoidModel.Of(float64), options);
    }

    /// <summary>Binds an input and an output of so many elements, which must stay where they are.</summary>
    public Binding Bind(nint input, nint output, long length)
    {
        OrtIoBinding binding = _session.CreateIoBinding();
        OrtValue from = Value(input, length);
        OrtValue to = Value(output, length);
        binding.BindInput(OnnxSigmoidModel.Input, from);
        binding.BindOutput(OnnxSigmoidModel.Output, to);
        return new Binding(binding, from, to);
    }

    public void Run(Binding binding) => _session.RunWithBinding(_runOptions, binding.Native);

    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
    }

    private OrtValue Value(nint address, long length) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance,
        _float64 ? TensorElementType.Double : TensorElementType.Float,
        [length],
        address,
        length * (_float64 ? sizeof(double) : sizeof(float)));

    internal sealed class Binding(OrtIoBinding native, OrtValue input, OrtValue output) : IDisposable
    {
        public OrtIoBinding Native { get; } = native;

        public void Dispose()
        {
            Native.Dispose();
            input.Dispose();
            output.Dispose();
        }
    }
}
