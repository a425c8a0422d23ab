using GpuSigmoid.Memory;

namespace GpuSigmoid.Training;

/// <summary>
/// The product whose bits are promised: each element is the chain s ← fma(left[i, k], right[k, j], s) from s = +0 over k = 0, 1, 2, ... one
/// after the other, on every device and however the work is cut. A NaN is the quiet one without payload.
/// </summary>
internal sealed class PlainProduct : MatrixProduct
{
    public override string Description => "plain kernel";

    public override bool HasSameBitsEverywhere => true;

    /// <summary>Does nothing: it holds nothing.</summary>
    public override void Dispose()
    {
    }

    protected override void Queue<T>(SigmoidDevice device, in ProductOperand left, in ProductOperand right, in MatrixSlice product)
    {
        if (typeof(T) == typeof(float))
            device.Multiply<float, Float32Product>(left, right, product);
        else
            device.Multiply<double, Float64Product>(left, right, product);
    }
}
