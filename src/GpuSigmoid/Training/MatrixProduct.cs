using GpuSigmoid.Memory;

namespace GpuSigmoid.Training;

/// <summary>
/// The matrix product that the trainer needs, checked here and computed by who derives from this. It is no part of the public interface:
/// the library is not for it.
/// </summary>
internal abstract class MatrixProduct : IDisposable
{
    /// <summary>The plain kernel, which serves all devices and gives the same bits on each.</summary>
    public static MatrixProduct Plain { get; } = new PlainProduct();

    /// <summary>What computes the product, in a few words.</summary>
    public abstract string Description { get; }

    /// <summary>Whether every device gives the same bits.</summary>
    public abstract bool HasSameBitsEverywhere { get; }

    /// <summary>product ← left · right.</summary>
    public void Multiply<T>(DeviceMatrix<T> left, DeviceMatrix<T> right, DeviceMatrix<T> product)
        where T : unmanaged =>
        Run(left, isLeftTransposed: false, right, isRightTransposed: false, product);

    /// <summary>product ← left · rightᵀ.</summary>
    public void MultiplyByTransposed<T>(DeviceMatrix<T> left, DeviceMatrix<T> right, DeviceMatrix<T> product)
        where T : unmanaged =>
        Run(left, isLeftTransposed: false, right, isRightTransposed: true, product);

    /// <summary>product ← leftᵀ · right.</summary>
    public void MultiplyTransposed<T>(DeviceMatrix<T> left, DeviceMatrix<T> right, DeviceMatrix<T> product)
        where T : unmanaged =>
        Run(left, isLeftTransposed: true, right, isRightTransposed: false, product);

    public abstract void Dispose();

    /// <summary>
    /// Queues, on the product's stream, product ← left · right. T is float or double, the shapes fit, the product is not empty and shares
    /// no memory with the factors, which may have no elements: then the product is zeros.
    /// </summary>
    protected abstract void Queue<T>(SigmoidDevice device, in ProductOperand left, in ProductOperand right, in MatrixSlice product)
        where T : unmanaged;

    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">The product overlaps a factor.</exception>
    private void Run<T>(
        DeviceMatrix<T> left, bool isLeftTransposed, DeviceMatrix<T> right, bool isRightTransposed, DeviceMatrix<T> product)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(product);
        DeviceMismatchException.ThrowIfDifferent(nameof(left), left.Device, nameof(right), right.Device);
        DeviceMismatchException.ThrowIfDifferent(nameof(left), left.Device, nameof(product), product.Device);
        ProductOperand first = new(left.Slice, isLeftTransposed), second = new(right.Slice, isRightTransposed);
        MatrixSlice to = product.Slice;
        if (first.Columns != second.Rows || to.Rows != first.Rows || to.Columns != second.Columns)
        {
            throw new ShapeMismatchException(
                $"The factors are {first.Rows} x {first.Columns} and {second.Rows} x {second.Columns} and the product is " +
                $"{to.Rows} x {to.Columns}: the inner sizes must agree, the outer ones must be the product's.");
        }
        Overlap.ThrowIfAny(nameof(left), first.Slice, nameof(product), to);
        Overlap.ThrowIfAny(nameof(right), second.Slice, nameof(product), to);
        if (to.Length == 0)
            return;
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Matrices of {typeof(T)} have no product here: the types are Single and Double.");
        Queue<T>(product.Device, first, second, to);
        SigmoidMetrics.CountLaunch(product.Device);
    }
}
