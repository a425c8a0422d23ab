using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Bench.Measuring;
using GpuSigmoid.Bench.Passes;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Bench;

/// <summary>The benchmark refuses to time what is wrong.</summary>
public sealed class VerificationTests
{
    private static readonly Case What = new(Operation.Forward, FloatFormat.Float32, 1000);

    [Fact]
    public void TheLibraryIsAcceptedWithItsError()
    {
        using Buffers buffers = new();
        double? worst = Verification.WorstUlp(buffers.Of, What, Contender(set => Sigmoid.Forward(buffers.Of.X[set], buffers.Of.Result[set])));
        Assert.InRange(worst!.Value, 0.4, 0.5); // 512 correctly rounded results: the worst of them is near half a unit
    }

    [Fact]
    public void OneElementThatIsNotWrittenIsRefused()
    {
        using Buffers buffers = new();
        WrongResultException exception = Assert.Throws<WrongResultException>(() => Verification.WorstUlp(
            buffers.Of,
            What,
            Contender(set => Sigmoid.Forward(buffers.Of.X[set].View(0, 0, 1, 999), buffers.Of.Result[set].View(0, 0, 1, 999)))));
        Assert.Contains("element 999", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherOperationIsRefused()
    {
        using Buffers buffers = new();
        Assert.Throws<WrongResultException>(() => Verification.WorstUlp(
            buffers.Of, What, Contender(set => Sigmoid.Derivative(buffers.Of.X[set], buffers.Of.Result[set]))));
    }

    private static Contender Contender(Action<int> run) =>
        new("mine", null, What.Bytes, run, Judges.Promise(What.Operation, What.ElementType));

    private sealed class Buffers : IDisposable
    {
        private readonly SigmoidDevice _device = SigmoidDevice.Open("cpu");

        public Buffers() => Of = new CaseBuffers<float>(_device, What, cacheInBytes: 5000);

        public CaseBuffers<float> Of { get; }

        public void Dispose()
        {
            Of.Dispose();
            _device.Dispose();
        }
    }
}
