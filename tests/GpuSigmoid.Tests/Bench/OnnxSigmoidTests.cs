using GpuSigmoid.Bench.Peers;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace GpuSigmoid.Tests.Bench;

/// <summary>The hand-made model is one that ONNX Runtime takes, and computes a sigmoid.</summary>
public sealed class OnnxSigmoidTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheModelLoadsAndHasOneInputAndOneOutput(bool isFloat64)
    {
        using InferenceSession session = new(OnnxSigmoidModel.Of(isFloat64));
        Type expected = isFloat64 ? typeof(double) : typeof(float);
        Assert.Equal(expected, Assert.Single(session.InputMetadata).Value.ElementType);
        Assert.Equal(expected, Assert.Single(session.OutputMetadata).Value.ElementType);
    }

    [Fact]
    public unsafe void ItWritesWhereItIsBound()
    {
        using OnnxSigmoid sigmoid = new(float64: false);
        float[] x = [0, 0], s = [9, 9];
        fixed (float* input = x, output = s)
        {
            using OnnxSigmoid.Binding binding = sigmoid.Bind((nint)input, (nint)output, x.Length);
            sigmoid.Run(binding);
        }
        Assert.Equal([0.5f, 0.5f], s);
    }
}
