using GpuSigmoid.Memory;
using GpuSigmoid.Training;

namespace GpuSigmoid;

public abstract partial class SigmoidDevice
{
    /// <summary>
    /// Queues product ← left · right in the order of sums of <see cref="PlainProduct"/>. The shapes fit, the product is not empty and shares
    /// no memory with the factors.
    /// </summary>
    internal abstract void Multiply<T, TArithmetic>(in ProductOperand left, in ProductOperand right, in MatrixSlice product)
        where T : unmanaged
        where TArithmetic : struct, IProductArithmetic<T>;
}
