using GpuSigmoid.Memory;

namespace GpuSigmoid.Training;

/// <summary>
/// The matrix product that the trainer needs. It is plain, and no part of the public interface: the library is not for it. What it promises
/// is its bits: each element of the product is the chain s ← fma(left[i, k], right[k, j], s) from s = +0 over k = 0, 1, 2, ... one after the
/// other, on every device and however the work is cut. A NaN is the quiet one without payload.
/// </summary>
internal static class MatrixProduct
{
    /// <summary>product ← left · right.</summary>
    public static void Multiply<T>(DeviceMatrix<T> left, DeviceMatrix<T> right, DeviceMatrix<T> product)
        where T : unmanaged =>
        Run(left, isLeftTransposed: false, right, isRightTransposed: false, product);

    /// <summary>product ← left · rightᵀ.</summary>
    public static void MultiplyByTransposed<T>(DeviceMatrix<T> left, DeviceMatrix<T> right, DeviceMatrix<T> product)
        where T : unmanaged =>
        Run(left, isLeftTransposed: false, right, isRightTransposed: true, product);

    /// <summary>product ← leftᵀ · right.</summary>
    public static void MultiplyTransposed<T>(DeviceMatrix<T> left, DeviceMatrix<T> right, DeviceMatrix<T> product)
        where T : unmanaged =>
        Run(left, isLeftTransposed: true, right, isRightTransposed: false, product);

    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">The product overlaps a factor.</exception>
    private static void Run<T>(
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
        if (typeof(T) == typeof(float))
            product.Device.Multiply<float, Float32Product>(first, second, to);
        else if (typeof(T) == typeof(double))
            product.Device.Multiply<double, Float64Product>(first, second, to);
        else
            throw new NotSupportedException($"Matrices of {typeof(T)} have no product here: the types are Single and Double.");
        SigmoidMetrics.CountLaunch(product.Device);
    }
}
