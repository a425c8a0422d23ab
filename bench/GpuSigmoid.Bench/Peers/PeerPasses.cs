using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Bench.Measuring;
using GpuSigmoid.Bench.Passes;
using GpuSigmoid.Reference;

namespace GpuSigmoid.Bench.Peers;

/// <summary>Other libraries' forward pass on the CPU, on the memory that ours uses. None of them has a backward pass.</summary>
internal sealed unsafe class PeerPasses : IDisposable
{
    public const string TensorPrimitives = "TensorPrimitives";
    public const string OnnxRuntime = "ONNX Runtime";

    private readonly List<IDisposable> _held = [];

    public IReadOnlyList<Contender> Of<T>(Case what, CaseBuffers<T> buffers, HostEngine host)
        where T : unmanaged
    {
        if (what.Operation != Operation.Forward || buffers.Device.Kind != DeviceKind.Cpu || what.ElementType == FloatFormat.BFloat16)
            return [];
        DeviceMatrix<T>[] from = buffers.X, to = buffers.Result;
        Judge judge = Judges.Peer(what.Operation, what.ElementType);
        List<Contender> peers =
        [
            new(
                TensorPrimitives,
                null,
                what.Bytes,
                set => host.Run<T, TensorPrimitivesLoop<T>>(from[set], from[set], to[set], nonTemporal: false),
                judge),
        ];
        if (what.ElementType != FloatFormat.Float16) // for which its Sigmoid has no kernel on the CPU
            peers.Add(new Contender(OnnxRuntime, null, what.Bytes, OnnxRuntimePass(what, from, to), judge));
        return peers;
    }

    public void Dispose()
    {
        foreach (IDisposable held in Enumerable.Reverse(_held))
            held.Dispose();
    }

    private Action<int> OnnxRuntimePass<T>(Case what, DeviceMatrix<T>[] from, DeviceMatrix<T>[] to)
        where T : unmanaged
    {
        OnnxSigmoid sigmoid = new(float64: what.ElementType == FloatFormat.Float64);
        _held.Add(sigmoid);
        OnnxSigmoid.Binding[] bindings = new OnnxSigmoid.Binding[from.Length];
        for (int set = 0; set < bindings.Length; set++)
        {
            bindings[set] = sigmoid.Bind((nint)HostEngine.Address(from[set]), (nint)HostEngine.Address(to[set]), what.Elements);
            _held.Add(bindings[set]);
        }
        return set => sigmoid.Run(bindings[set]);
    }
}
