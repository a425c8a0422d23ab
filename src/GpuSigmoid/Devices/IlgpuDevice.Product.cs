using GpuSigmoid.Memory;
using GpuSigmoid.Training;

namespace GpuSigmoid.Devices;

internal sealed partial class IlgpuDevice
{
    internal override void Multiply<T, TArithmetic>(in ProductOperand left, in ProductOperand right, in MatrixSlice product) =>
        _launcher.Multiply<T, TArithmetic>(
            QueueOf(product),
            View<T>(left.Slice).View,
            View<T>(right.Slice).View,
            View<T>(product).View,
            new ProductLayout(
                product.Rows,
                product.Columns,
                left.Columns,
                left.RowStride,
                left.ColumnStride,
                right.RowStride,
                right.ColumnStride,
                product.LeadingDimension));
}
