using GpuSigmoid.Elements;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid;

public sealed partial class SigmoidKernels
{
    /// <summary>The float64 elements of scratch memory that a pass which sums over rows needs.</summary>
    /// <param name="rows">The rows that are summed.</param>
    /// <param name="columns">The sums.</param>
    /// <returns>1/256 of rows · columns and a little.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="OverflowException">The number does not fit 64 bits.</exception>
    public static long ScratchLength(long rows, long columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        return checked(Math.Max(1, SumOrder.SumsPerColumn(rows)) * columns);
    }

    /// <summary>
    /// inputGradient ← outputGradient · output · (1 − output) and biasGradient ← its column sums, or these added to what is there: the
    /// backward pass of <see cref="ForwardBias"/>, as <see cref="Sigmoid.BackwardBias"/> has it.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="output">The output S of the forward pass, row by row, each row as long as the bias gradient.</param>
    /// <param name="outputGradient">The gradient by the output.</param>
    /// <param name="inputGradient">The gradient by the input; may be one of the others.</param>
    /// <param name="biasGradient">The gradient by the bias, one number for each column; shares no memory with the others.</param>
    /// <param name="scratch">
    /// At least <see cref="ScratchLength"/> elements, of which nothing is read before it is written; shares no memory with the others. The
    /// next pass on the same stream may use it again.
    /// </param>
    /// <param name="inputUpdate">Whether the input gradient replaces what is there or is added to it.</param>
    /// <param name="biasUpdate">Whether the bias gradient replaces what is there or is added to it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An update is none of the two.</exception>
    /// <exception cref="ArgumentException">
    /// The lengths differ or are no whole rows, the scratch is too short, a view or the stream belongs to another accelerator, or views
    /// overlap otherwise than said.
    /// </exception>
    /// <exception cref="NotSupportedException">T is none of the element types.</exception>
    public void BackwardBias<T>(
        AcceleratorStream stream,
        ArrayView<T> output,
        ArrayView<T> outputGradient,
        ArrayView<T> inputGradient,
        ArrayView<T> biasGradient,
        ArrayView<double> scratch,
        GradientUpdate inputUpdate = GradientUpdate.Overwrite,
        GradientUpdate biasUpdate = GradientUpdate.Overwrite)
        where T : unmanaged =>
        ZipThenSum<T, Backward>(
            stream,
            new(output),
            new(outputGradient),
            new(inputGradient),
            Sigmoid.IsAdd(inputUpdate, nameof(inputUpdate)),
            new(biasGradient),
            Sigmoid.IsAdd(biasUpdate, nameof(biasUpdate)),
            new(scratch));

    /// <summary>sums ← the sum of each column, or that added to it, in the order of <see cref="Sigmoid.ColumnSums"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream to launch on.</param>
    /// <param name="input">What is summed, row by row, each row as long as the sums.</param>
    /// <param name="sums">The sums, one number for each column; share no memory with the input.</param>
    /// <param name="scratch">As <see cref="BackwardBias"/> has it.</param>
    /// <param name="update">Whether the sums replace what is there or are added to it.</param>
    /// <inheritdoc cref="BackwardBias" path="/exception"/>
    public void ColumnSums<T>(
        AcceleratorStream stream,
        ArrayView<T> input,
        ArrayView<T> sums,
        ArrayView<double> scratch,
        GradientUpdate update = GradientUpdate.Overwrite)
        where T : unmanaged
    {
        bool adds = Sigmoid.IsAdd(update, nameof(update));
        ViewArgument<T> from = new(input, nameof(input)), to = new(sums, nameof(sums));
        ViewArgument<double> memory = new(scratch, nameof(scratch));
        from.ThrowIfNoRowsOf(to);
        CheckStream(stream);
        if (to.View.Length == 0)
            return;
        CheckSums(to, memory, from.View.Length);
        CheckSummed(from, to, memory);
        ElementPass.Run<T, SumPass<T>>(new(_launcher, stream, input, sums, adds, scratch));
    }

    private void ZipThenSum<T, TOperation>(
        AcceleratorStream stream,
        in ViewArgument<T> left,
        in ViewArgument<T> right,
        in ViewArgument<T> output,
        bool addsOutput,
        in ViewArgument<T> sums,
        bool addsSums,
        in ViewArgument<double> scratch)
        where T : unmanaged
        where TOperation : struct, IZipOperation
    {
        output.ThrowIfNoRowsOf(sums);
        IsWork(stream, output, left, right);
        if (sums.View.Length == 0)
            return;
        CheckSums(sums, scratch, output.View.Length);
        CheckSummed(left, sums, scratch);
        CheckSummed(right, sums, scratch);
        CheckSummed(output, sums, scratch);
        ElementPass.Run<T, ZipSumPass<T, TOperation>>(
            new(_launcher, stream, left.View, right.View, output.View, addsOutput, sums.View, addsSums, scratch.View));
    }

    private void CheckSums<T>(in ViewArgument<T> sums, in ViewArgument<double> scratch, long length)
        where T : unmanaged
    {
        scratch.ThrowIfShorterThan(ScratchLength(length / sums.View.Length, sums.View.Length));
        sums.ThrowIfElsewhere(Accelerator);
        scratch.ThrowIfElsewhere(Accelerator);
        sums.ThrowIfAnyIn(scratch);
    }

    private void CheckSummed<T>(in ViewArgument<T> matrix, in ViewArgument<T> sums, in ViewArgument<double> scratch)
        where T : unmanaged
    {
        if (matrix.View.Length == 0)
            return;
        matrix.ThrowIfElsewhere(Accelerator);
        matrix.ThrowIfAnyIn(sums);
        matrix.ThrowIfAnyIn(scratch);
    }

    private static void Finish<T, TElement, TBits>(
        KernelLauncher launcher, AcceleratorStream stream, long rows, ArrayView<T> sums, bool adds, ArrayView<double> scratch)
        where T : unmanaged
        where TElement : struct, IElement<TBits>
        where TBits : unmanaged
    {
        long columns = sums.Length, blocks = SumOrder.Blocks(rows);
        while (blocks > SumOrder.BlockRows)
        {
            ArrayView<double> above = scratch.SubView(blocks * columns);
            launcher.Sum<Float64Element, ulong>(stream, blocks, columns, Rows<double, ulong>(scratch, columns), above);
            (scratch, blocks) = (above, SumOrder.Blocks(blocks));
        }
        launcher.LastSum<TElement, TBits>(stream, blocks, columns, scratch, sums.Cast<TBits>(), adds);
    }

    private readonly struct SumPass<T>(
        KernelLauncher launcher, AcceleratorStream stream, ArrayView<T> input, ArrayView<T> sums, bool adds, ArrayView<double> scratch)
        : IElementPass
        where T : unmanaged
    {
        void IElementPass.Run<TElement, TBits>()
        {
            long columns = sums.Length, rows = input.Length / columns;
            if (rows > 0)
                launcher.Sum<TElement, TBits>(stream, rows, columns, Rows<T, TBits>(input, columns), scratch);
            Finish<T, TElement, TBits>(launcher, stream, rows, sums, adds, scratch);
        }
    }

    private readonly struct ZipSumPass<T, TOperation>(
        KernelLauncher launcher,
        AcceleratorStream stream,
        ArrayView<T> left,
        ArrayView<T> right,
        ArrayView<T> output,
        bool addsOutput,
        ArrayView<T> sums,
        bool addsSums,
        ArrayView<double> scratch) : IElementPass
        where T : unmanaged
        where TOperation : struct, IZipOperation
    {
        void IElementPass.Run<TElement, TBits>()
        {
            long columns = sums.Length, rows = output.Length / columns;
            if (rows > 0)
            {
                launcher.ZipSum<TElement, TBits, TOperation>(
                    stream,
                    rows,
                    columns,
                    Rows<T, TBits>(left, columns),
                    Rows<T, TBits>(right, columns),
                    Rows<T, TBits>(output, columns),
                    addsOutput,
                    scratch);
            }
            Finish<T, TElement, TBits>(launcher, stream, rows, sums, addsSums, scratch);
        }
    }
}
