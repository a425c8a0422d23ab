using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Bench.Measuring;
using GpuSigmoid.Reference;

namespace GpuSigmoid.Bench.Passes;

/// <summary>The library under test: on matrices that are on the device, and with the way from the host and back.</summary>
internal static class OwnPasses
{
    public const string Library = "GpuSigmoid";

    public static IEnumerable<Contender> Of<T>(Case what, CaseBuffers<T> buffers)
        where T : unmanaged
    {
        Judge promise = Judges.Promise(what.Operation, what.ElementType);
        Action<int> pass = Pass(what.Operation, buffers);
        yield return new Contender(Library, null, what.Bytes, pass, promise);
        yield return new Contender(Library, "with transfer", what.Bytes, WithTransfer(what.Operation, buffers, pass), promise)
        {
            WithTransfer = true,
        };
    }

    private static Action<int> Pass<T>(Operation operation, CaseBuffers<T> buffers)
        where T : unmanaged => operation switch
        {
            Operation.Forward => set => Sigmoid.Forward(buffers.X[set], buffers.Result[set]),
            Operation.Backward => set => Sigmoid.Backward(buffers.S[set], buffers.OutputGradient[set], buffers.Result[set]),
            Operation.Derivative => set => Sigmoid.Derivative(buffers.S[set], buffers.Result[set]),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "It is not timed."),
        };

    // S stays on the device between the passes, with and without transfer: that is what it is cached for.
    private static Action<int> WithTransfer<T>(Operation operation, CaseBuffers<T> buffers, Action<int> pass)
        where T : unmanaged
    {
        T[] result = new T[buffers.Elements];
        return set =>
        {
            if (operation == Operation.Forward)
                buffers.X[set].CopyFrom(buffers.HostInput);
            else if (operation == Operation.Backward)
                buffers.OutputGradient[set].CopyFrom(buffers.HostOutputGradient);
            pass(set);
            buffers.Result[set].CopyTo(result);
        };
    }
}
