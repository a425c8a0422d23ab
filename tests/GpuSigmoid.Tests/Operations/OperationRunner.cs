using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Operations;

/// <summary>Runs operations on one element type, from raw bits to raw bits.</summary>
internal abstract class OperationRunner
{
    private static readonly Dictionary<FloatFormat, OperationRunner> Runners = new()
    {
        [FloatFormat.Float32] = new OperationRunner<float>(),
        [FloatFormat.Float64] = new OperationRunner<double>(),
        [FloatFormat.Float16] = new OperationRunner<Half>(),
        [FloatFormat.BFloat16] = new OperationRunner<BFloat16>(),
    };

    public static OperationRunner Of(FloatFormat format) => Runners[format];

    /// <summary>The results in matrices of one row that hold nothing else.</summary>
    public abstract ulong[] Run(SigmoidDevice device, Operation operation, ReadOnlySpan<ulong> inputs, ReadOnlySpan<ulong> outputGradients);

    /// <summary>The backward pass with S for dy, the same view given for both.</summary>
    public abstract ulong[] BackwardOfItself(SigmoidDevice device, ReadOnlySpan<ulong> outputs);

    /// <summary>The results in views between sentinels; fails where a sentinel or an argument that is no result has changed.</summary>
    public abstract ulong[] RunPlaced(
        SigmoidDevice device, Operation operation, MatrixShape shape, Aliasing aliasing, ulong[] inputs, ulong[] outputGradients);
}

/// <inheritdoc/>
internal sealed class OperationRunner<T> : OperationRunner
    where T : unmanaged
{
    public override ulong[] Run(
        SigmoidDevice device, Operation operation, ReadOnlySpan<ulong> inputs, ReadOnlySpan<ulong> outputGradients)
    {
        using DeviceMatrix<T> input = device.Upload<T>(ElementBits.ToElements<T>(inputs), 1, inputs.Length);
        using DeviceMatrix<T> gradient = device.Upload<T>(ElementBits.ToElements<T>(outputGradients), 1, outputGradients.Length);
        using DeviceMatrix<T> result = device.Allocate<T>(1, inputs.Length);
        Launch(operation, input, gradient, result);
        T[] elements = new T[inputs.Length];
        result.CopyTo(elements);
        return ElementBits.ToBits<T>(elements);
    }

    public override ulong[] BackwardOfItself(SigmoidDevice device, ReadOnlySpan<ulong> outputs)
    {
        using DeviceMatrix<T> output = device.Upload<T>(ElementBits.ToElements<T>(outputs), 1, outputs.Length);
        using DeviceMatrix<T> result = device.Allocate<T>(1, outputs.Length);
        Sigmoid.Backward(output, output, result);
        T[] elements = new T[outputs.Length];
        result.CopyTo(elements);
        return ElementBits.ToBits<T>(elements);
    }

    public override ulong[] RunPlaced(
        SigmoidDevice device, Operation operation, MatrixShape shape, Aliasing aliasing, ulong[] inputs, ulong[] outputGradients)
    {
        string where = $"{operation} on {device.Name}, {shape}, {aliasing}";
        bool other = aliasing == Aliasing.OtherAlignments;
        MatrixShape gradientShape = other ? Moved(shape, shape.Offset + 1, 1) : shape;
        MatrixShape resultShape = other ? Moved(shape, (shape.Offset + 2) % 4, 7) : shape;
        using Operand<T> input = new(device, shape, inputs);
        using Operand<T> gradient = new(device, gradientShape, outputGradients);
        using Operand<T> apart = new(device, resultShape, []);
        Operand<T> result = aliasing switch { Aliasing.OverInput => input, Aliasing.OverOutputGradient => gradient, _ => apart };

        Launch(operation, input.View, gradient.View, result.View);

        ulong[] results = result.Read(where);
        if (result != input)
            Assert.Equal(inputs, input.Read(where));
        if (result != gradient)
            Assert.Equal(outputGradients, gradient.Read(where));
        return results;
    }

    private static MatrixShape Moved(MatrixShape shape, int offset, int widening) =>
        shape with { Offset = offset, LeadingDimension = shape.LeadingDimension + widening };

    private static void Launch(Operation operation, DeviceMatrix<T> input, DeviceMatrix<T> outputGradient, DeviceMatrix<T> result)
    {
        switch (operation)
        {
            case Operation.Forward:
                Sigmoid.Forward(input, result);
                break;
            case Operation.Backward:
                Sigmoid.Backward(input, outputGradient, result);
                break;
            case Operation.Derivative:
                Sigmoid.Derivative(input, result);
                break;
            case Operation.ForwardTail:
                Sigmoid.ForwardTail(input, result);
                break;
            case Operation.BackwardTail:
                Sigmoid.BackwardTail(input, outputGradient, result);
                break;
            case Operation.OutputFromTail:
                Sigmoid.OutputFromTail(input, result);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(operation), operation, "No such operation.");
        }
    }
}
