using GpuSigmoid.Memory;

namespace GpuSigmoid.Devices;

internal sealed partial class IlgpuDevice
{
    internal override void ZipSum<TElement, TBits, TOperation>(
        in MatrixSlice left, in MatrixSlice right, in MatrixSlice output, bool adds, in MatrixSlice sums) =>
        _launcher.ZipSum<TElement, TBits, TOperation>(
            QueueOf(output),
            output.Rows,
            output.Columns,
            View<TBits>(left),
            View<TBits>(right),
            View<TBits>(output),
            adds,
            View<double>(sums).View);

    internal override void Sum<TElement, TBits>(in MatrixSlice input, in MatrixSlice sums) =>
        _launcher.Sum<TElement, TBits>(
            QueueOf(sums), input.Rows, input.Columns, View<TBits>(input), View<double>(sums).View);

    internal override void LastSum<TElement, TBits>(in MatrixSlice sums, in MatrixSlice output, bool adds) =>
        _launcher.LastSum<TElement, TBits>(
            QueueOf(sums), sums.Rows, sums.Columns, View<double>(sums).View, View<TBits>(output).View, adds);
}
