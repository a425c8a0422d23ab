using GpuSigmoid.Memory;
using GpuSigmoid.Training;

namespace GpuSigmoid.Devices;

internal sealed partial class IlgpuDevice
{
    internal override void Multiply<T, TArithmetic>(in ProductOperand left, in ProductOperand right, in MatrixSlice product)
    {
        // Factors without elements, whose product is zeros, have no views; nothing is read of what stands in for them.
        bool isEmpty = left.Columns == 0;
        _launcher.Multiply<T, TArithmetic>(
            QueueOf(product),
            View<T>(isEmpty ? product : left.Slice).View,
            View<T>(isEmpty ? product : right.Slice).View,
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
}
