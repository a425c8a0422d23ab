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

    /// <summary>S or c, by the form of the cache.</summary>
    public abstract ulong[] ForwardBias(
        SigmoidDevice device, MatrixShape shape, SigmoidCache cache, bool inPlace, ulong[] inputs, ulong[] bias);

    /// <summary>S and c of one pass, of x or of x + b; in place S, or c, goes where x is.</summary>
    public abstract (ulong[] Output, ulong[] Tail) OutputAndTail(
        SigmoidDevice device, MatrixShape shape, SigmoidCache? inPlace, ulong[] inputs, ulong[]? bias);

    public abstract ulong[] BackwardAdd(
        SigmoidDevice device, MatrixShape shape, SigmoidCache cache, ulong[] cached, ulong[] gradients, ulong[] old);

    /// <summary>The gradient with respect to dy, then the one with respect to S; in place both go where other operands are.</summary>
    public abstract (ulong[] ByGradient, ulong[] ByOutput) DoubleBackward(
        SigmoidDevice device, MatrixShape shape, bool inPlace, ulong[] outputs, ulong[] gradients, ulong[] secondGradients);

    /// <summary>The same, added to what is there before; null where it is overwritten.</summary>
    public abstract (ulong[] ByGradient, ulong[] ByOutput) DoubleBackwardAdd(
        SigmoidDevice device,
        MatrixShape shape,
        ulong[] outputs,
        ulong[] gradients,
        ulong[] secondGradients,
        ulong[]? oldByGradient,
        ulong[]? oldByOutput);

    /// <summary>dx, then db; what both held before is given where they are added to.</summary>
    public abstract (ulong[] InputGradient, ulong[] BiasGradient) BackwardBias(
        SigmoidDevice device,
        MatrixShape shape,
        SigmoidCache cache,
        ulong[] cached,
        ulong[] gradients,
        ulong[]? oldInput,
        ulong[]? oldBias);

    /// <summary>The loss, its gradient and the sum of the loss; in place the loss goes where t is and the gradient where x is.</summary>
    public abstract (ulong[] Loss, ulong[] Gradient, ulong Total) ForwardLoss(
        SigmoidDevice device, MatrixShape shape, bool inPlace, ulong[] inputs, ulong[] targets);

    public abstract ulong[] ForwardLogistic(SigmoidDevice device, MatrixShape shape, bool inPlace, LogisticCurve curve, ulong[] inputs);

    /// <summary>dx, which goes where dy is.</summary>
    public abstract ulong[] BackwardLogistic(
        SigmoidDevice device, MatrixShape shape, LogisticCurve curve, ulong[] outputs, ulong[] gradients);

    /// <summary>dx added to what is there before.</summary>
    public abstract ulong[] BackwardLogisticAdd(
        SigmoidDevice device, MatrixShape shape, LogisticCurve curve, ulong[] outputs, ulong[] gradients, ulong[] old);

    public abstract ulong[] ColumnSums(SigmoidDevice device, MatrixShape shape, ulong[] values, ulong[]? old);
}

/// <inheritdoc/>
internal sealed class FusedRunner<T> : FusedRunner
    where T : unmanaged
{
    public override ulong[] ForwardBias(
        SigmoidDevice device, MatrixShape shape, SigmoidCache cache, bool inPlace, ulong[] inputs, ulong[] bias)
    {
        string where = $"forward with bias to {cache} on {device.Name}, {shape}";
        using Operand<T> input = new(device, shape, inputs);
        using Operand<T> row = new(device, RowOf(shape), bias);
        using Operand<T> apart = new(device, Moved(shape), []);
        Operand<T> output = inPlace ? input : apart;
        if (cache == SigmoidCache.Tail)
            Sigmoid.ForwardBiasTail(input.View, row.View, output.View);
        else
            Sigmoid.ForwardBias(input.View, row.View, output.View);
        Assert.Equal(bias, row.Read(where));
        if (!inPlace)
            Assert.Equal(inputs, input.Read(where));
        return output.Read(where);
    }

    public override (ulong[] Output, ulong[] Tail) OutputAndTail(
        SigmoidDevice device, MatrixShape shape, SigmoidCache? inPlace, ulong[] inputs, ulong[]? bias)
    {
        string where = $"output and tail on {device.Name}, {shape}";
        using Operand<T> input = new(device, shape, inputs);
        using Operand<T> row = new(device, RowOf(shape), bias ?? []);
        using Operand<T> apart = new(device, Moved(shape), []), alsoApart = new(device, shape, []);
        Operand<T> output = inPlace == SigmoidCache.Output ? input : apart, tail = inPlace == SigmoidCache.Tail ? input : alsoApart;
        if (bias is null)
            Sigmoid.ForwardTail(input.View, tail.View, output.View);
        else
            Sigmoid.ForwardBiasTail(input.View, row.View, tail.View, output.View);
        if (inPlace is null)
            Assert.Equal(inputs, input.Read(where));
        return (output.Read(where), tail.Read(where));
    }

    public override ulong[] BackwardAdd(
        SigmoidDevice device, MatrixShape shape, SigmoidCache cache, ulong[] cached, ulong[] gradients, ulong[] old)
    {
        string where = $"backward from {cache} added on {device.Name}, {shape}";
        using Operand<T> kept = new(device, shape, cached);
        using Operand<T> gradient = new(device, Moved(shape), gradients);
        using Operand<T> sum = new(device, shape, old);
        if (cache == SigmoidCache.Tail)
            Sigmoid.BackwardTail(kept.View, gradient.View, sum.View, GradientUpdate.Add);
        else
            Sigmoid.Backward(kept.View, gradient.View, sum.View, GradientUpdate.Add);
        Assert.Equal(cached, kept.Read(where));
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

    public override (ulong[] ByGradient, ulong[] ByOutput) DoubleBackwardAdd(
        SigmoidDevice device,
        MatrixShape shape,
        ulong[] outputs,
        ulong[] gradients,
        ulong[] secondGradients,
        ulong[]? oldByGradient,
        ulong[]? oldByOutput)
    {
        string where = $"double backward added on {device.Name}, {shape}";
        using Operand<T> s = new(device, shape, outputs);
        using Operand<T> dy = new(device, Moved(shape), gradients);
        using Operand<T> g = new(device, shape, secondGradients);
        using Operand<T> byGradient = new(device, Moved(shape), oldByGradient ?? []), byOutput = new(device, shape, oldByOutput ?? []);
        Sigmoid.DoubleBackward(
            s.View, dy.View, g.View, byGradient.View, byOutput.View, UpdateOf(oldByGradient), UpdateOf(oldByOutput));
        Assert.Equal(outputs, s.Read(where));
        Assert.Equal(gradients, dy.Read(where));
        Assert.Equal(secondGradients, g.Read(where));
        return (byGradient.Read(where), byOutput.Read(where));
    }

    public override (ulong[] InputGradient, ulong[] BiasGradient) BackwardBias(
        SigmoidDevice device,
        MatrixShape shape,
        SigmoidCache cache,
        ulong[] cached,
        ulong[] gradients,
        ulong[]? oldInput,
        ulong[]? oldBias)
    {
        string where = $"backward with bias from {cache} on {device.Name}, {shape}";
        using Operand<T> kept = new(device, shape, cached);
        using Operand<T> dy = new(device, Moved(shape), gradients);
        using Operand<T> apart = new(device, shape, oldInput ?? []);
        using Operand<T> db = new(device, RowOf(shape), oldBias ?? []);
        // Overwritten in place, added to apart.
        Operand<T> dx = oldInput is null ? dy : apart;
        if (cache == SigmoidCache.Tail)
            Sigmoid.BackwardBiasTail(kept.View, dy.View, dx.View, db.View, UpdateOf(oldInput), UpdateOf(oldBias));
        else
            Sigmoid.BackwardBias(kept.View, dy.View, dx.View, db.View, UpdateOf(oldInput), UpdateOf(oldBias));
        Assert.Equal(cached, kept.Read(where));
        return (dx.Read(where), db.Read(where));
    }

    public override ulong[] ColumnSums(SigmoidDevice device, MatrixShape shape, ulong[] values, ulong[]? old)
    {
        string where = $"column sums on {device.Name}, {shape}";
        using Operand<T> input = new(device, shape, values);
        using Operand<T> sums = new(device, RowOf(shape), old ?? []);
        Sigmoid.ColumnSums(input.View, sums.View, UpdateOf(old));
        Assert.Equal(values, input.Read(where));
        return sums.Read(where);
    }

    public override (ulong[] Loss, ulong[] Gradient, ulong Total) ForwardLoss(
        SigmoidDevice device, MatrixShape shape, bool inPlace, ulong[] inputs, ulong[] targets)
    {
        string where = $"loss on {device.Name}, {shape}";
        using Operand<T> x = new(device, shape, inputs);
        using Operand<T> t = new(device, Moved(shape), targets);
        using Operand<T> apart = new(device, Moved(shape), []), alsoApart = new(device, shape, []);
        using DeviceMatrix<T> total = device.Allocate<T>(1, 1);
        Operand<T> loss = inPlace ? t : apart, gradient = inPlace ? x : alsoApart;
        Sigmoid.ForwardLoss(x.View, t.View, loss.View, gradient.View, total);
        if (!inPlace)
        {
            Assert.Equal(inputs, x.Read(where));
            Assert.Equal(targets, t.Read(where));
        }
        T[] sum = new T[1];
        total.CopyTo(sum);
        return (loss.Read(where), gradient.Read(where), ElementBits.ToBits<T>(sum)[0]);
    }

    public override ulong[] ForwardLogistic(
        SigmoidDevice device, MatrixShape shape, bool inPlace, LogisticCurve curve, ulong[] inputs)
    {
        string where = $"logistic on {device.Name}, {shape}";
        using Operand<T> x = new(device, shape, inputs);
        using Operand<T> apart = new(device, Moved(shape), []);
        Operand<T> y = inPlace ? x : apart;
        Sigmoid.ForwardLogistic(x.View, curve, y.View);
        if (!inPlace)
            Assert.Equal(inputs, x.Read(where));
        return y.Read(where);
    }

    public override ulong[] BackwardLogistic(
        SigmoidDevice device, MatrixShape shape, LogisticCurve curve, ulong[] outputs, ulong[] gradients)
    {
        string where = $"logistic backward on {device.Name}, {shape}";
        using Operand<T> y = new(device, shape, outputs);
        using Operand<T> dy = new(device, Moved(shape), gradients);
        Sigmoid.BackwardLogistic(y.View, dy.View, curve, dy.View);
        Assert.Equal(outputs, y.Read(where));
        return dy.Read(where);
    }

    public override ulong[] BackwardLogisticAdd(
        SigmoidDevice device, MatrixShape shape, LogisticCurve curve, ulong[] outputs, ulong[] gradients, ulong[] old)
    {
        string where = $"logistic backward added on {device.Name}, {shape}";
        using Operand<T> y = new(device, shape, outputs);
        using Operand<T> dy = new(device, Moved(shape), gradients);
        using Operand<T> sum = new(device, shape, old);
        Sigmoid.BackwardLogistic(y.View, dy.View, curve, sum.View, GradientUpdate.Add);
        Assert.Equal(outputs, y.Read(where));
        Assert.Equal(gradients, dy.Read(where));
        return sum.Read(where);
    }

    private static GradientUpdate UpdateOf(ulong[]? old) => old is null ? GradientUpdate.Overwrite : GradientUpdate.Add;

    private static MatrixShape RowOf(MatrixShape shape) => new(1, shape.Columns, shape.Columns, shape.Offset);

    // At another alignment, where the shape is a view at all.
    private static MatrixShape Moved(MatrixShape shape) =>
        shape.Offset == 0 && shape.IsContiguous ? shape : shape with { Offset = shape.Offset + 1, LeadingDimension = shape.LeadingDimension + 2 };
}
