using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Operations;
using Xunit;

namespace GpuSigmoid.Tests.Fused;

/// <summary>Runs the passes that are more than a sigmoid on one element type, from raw bits to raw bits, in views between sentinels.</summary>
internal abstract class FusedRunner
{
    private static readonly Dictionary<FloatFormat, FusedRunner> Runners = new()
    {
        [FloatFormat.Float32] = new FusedRunner<float>(),
        [FloatFormat.Float64] = new FusedRunner<double>(),
        [FloatFormat.Float16] = new FusedRunner<Half>(),
        [FloatFormat.BFloat16] = new FusedRunner<BFloat16>(),
    };

    public static FusedRunner Of(FloatFormat format) => Runners[format];

    public abstract ulong[] ForwardBias(SigmoidDevice device, MatrixShape shape, bool inPlace, ulong[] inputs, ulong[] bias);

    public abstract ulong[] BackwardAdd(SigmoidDevice device, MatrixShape shape, ulong[] outputs, ulong[] gradients, ulong[] old);

    /// <summary>The gradient with respect to dy, then the one with respect to S; in place both go where other operands are.</summary>
    public abstract (ulong[] ByGradient, ulong[] ByOutput) DoubleBackward(
        SigmoidDevice device, MatrixShape shape, bool inPlace, ulong[] outputs, ulong[] gradients, ulong[] secondGradients);
}

/// <inheritdoc/>
internal sealed class FusedRunner<T> : FusedRunner
    where T : unmanaged
{
    public override ulong[] ForwardBias(SigmoidDevice device, MatrixShape shape, bool inPlace, ulong[] inputs, ulong[] bias)
    {
        string where = $"forward with bias on {device.Name}, {shape}";
        using Operand<T> input = new(device, shape, inputs);
        using Operand<T> row = new(device, RowOf(shape), bias);
        using Operand<T> apart = new(device, Moved(shape), []);
        Operand<T> output = inPlace ? input : apart;
        Sigmoid.ForwardBias(input.View, row.View, output.View);
        Assert.Equal(bias, row.Read(where));
        if (!inPlace)
            Assert.Equal(inputs, input.Read(where));
        return output.Read(where);
    }

    public override ulong[] BackwardAdd(SigmoidDevice device, MatrixShape shape, ulong[] outputs, ulong[] gradients, ulong[] old)
    {
        string where = $"backward added on {device.Name}, {shape}";
        using Operand<T> output = new(device, shape, outputs);
        using Operand<T> gradient = new(device, Moved(shape), gradients);
        using Operand<T> sum = new(device, shape, old);
        Sigmoid.Backward(output.View, gradient.View, sum.View, GradientUpdate.Add);
        Assert.Equal(outputs, output.Read(where));
        Assert.Equal(gradients, gradient.Read(where));
        return sum.Read(where);
    }

    public override (ulong[] ByGradient, ulong[] ByOutput) DoubleBackward(
        SigmoidDevice device, MatrixShape shape, bool inPlace, ulong[] outputs, ulong[] gradients, ulong[] secondGradients)
    {
        string where = $"double backward on {device.Name}, {shape}";
        using Operand<T> s = new(device, shape, outputs);
        using Operand<T> dy = new(device, Moved(shape), gradients);
        using Operand<T> g = new(device, shape, secondGradients);
        using Operand<T> apart = new(device, Moved(shape), []), alsoApart = new(device, shape, []);
        Operand<T> byGradient = inPlace ? g : apart, byOutput = inPlace ? dy : alsoApart;
        Sigmoid.DoubleBackward(s.View, dy.View, g.View, byGradient.View, byOutput.View);
        Assert.Equal(outputs, s.Read(where));
        return (byGradient.Read(where), byOutput.Read(where));
    }

    private static MatrixShape RowOf(MatrixShape shape) => new(1, shape.Columns, shape.Columns, shape.Offset);

    // At another alignment, where the shape is a view at all.
    private static MatrixShape Moved(MatrixShape shape) =>
        shape.Offset == 0 && shape.IsContiguous ? shape : shape with { Offset = shape.Offset + 1, LeadingDimension = shape.LeadingDimension + 2 };
}
