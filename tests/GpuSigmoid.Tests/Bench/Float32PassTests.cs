using GpuSigmoid.Bench;
using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Bench.Passes;
using GpuSigmoid.Bench.Reporting;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Bench;

/// <summary>What a 2-byte type is compared with is in the rows of its own case.</summary>
public sealed class Float32PassTests
{
    private const int Elements = 1000;

    [Theory]
    [InlineData("float16")]
    [InlineData("bfloat16")]
    public void A2ByteCaseHasAsManyFloat32ElementsBesideIt(string elementType)
    {
        Result beside = Assert.Single(Rows(Operation.Backward, elementType), row => row.Library == Float32Pass.Library);
        Assert.Equal(elementType, beside.ElementType);
        Assert.Equal(Elements, beside.Elements);
        Assert.Equal(3 * sizeof(float) * Elements, beside.Bytes);
        Assert.InRange(beside.MaxUlp!.Value, 0.4, 0.5); // float32's own unit: rounded to a 2-byte type it would be thousands
    }

    [Theory]
    [InlineData("float32")]
    [InlineData("float64")]
    public void OthersHaveNone(string elementType) =>
        Assert.DoesNotContain(Rows(Operation.Forward, elementType), row => row.Library == Float32Pass.Library);

    private static IReadOnlyList<Result> Rows(Operation operation, string elementType)
    {
        using SigmoidDevice device = SigmoidDevice.Open("cpu");
        using Benchmark benchmark = new(device, "a processor", withPeers: false);
        return benchmark.Run(new Case(operation, FloatFormat.All.Single(format => format.Name == elementType), Elements), TimeSpan.Zero);
    }
}
