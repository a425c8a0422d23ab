using System.Diagnostics.CodeAnalysis;
using GpuSigmoid.Memory;

namespace GpuSigmoid;

/// <summary>
/// The caches of several sigmoid layers, or of the time steps of one, in one arena that is allocated once: each forward pass pushes what its
/// backward pass will need, each backward pass pops it, last in first out. Neither pass waits for the device, copies a byte to or from the
/// host, or allocates.
/// </summary>
/// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
/// <remarks>
/// <para>
/// The arena holds the slots in the order of the shapes, each from a multiple of 256 bytes on, and one scratch matrix as large as the largest
/// slot for what <see cref="Pop(DeviceMatrix{T})"/> returns; with <see cref="SigmoidCache.Tail"/> a second one for what
/// <see cref="Push(DeviceMatrix{T})"/> returns. <see cref="SigmoidStack.BytesFor"/> says how many bytes that is before anything is allocated.
/// </para>
/// <para>A call that throws leaves the stack as it was. A stack is not safe for use from several threads at once.</para>
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "It is a stack: last in, first out.")]
public sealed partial class SigmoidStack<T> : IDisposable
    where T : unmanaged
{
    private readonly DeviceMatrix<T> _arena;
    private readonly StackSlot<T>[] _slots;

    /// <summary>Creates a stack and allocates its arena.</summary>
    /// <param name="device">Where the inputs and gradients will be.</param>
    /// <param name="shapes">The most rows, and the columns, that the input of each push has, in the order of the pushes.</param>
    /// <param name="cache">What is kept of each.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, the bytes do not fit 64 bits, or the cache is neither form.</exception>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory.</exception>
    /// <exception cref="NotSupportedException">T is another type.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed of.</exception>
    public SigmoidStack(SigmoidDevice device, ReadOnlySpan<(long Rows, long Columns)> shapes, SigmoidCache cache = SigmoidCache.Output)
    {
        ArgumentNullException.ThrowIfNull(device);
        StackLayout layout = StackLayout.Of<T>(shapes, cache);
        Cache = cache;
        _arena = device.Allocate<T>(1, layout.Length);
        _slots = new StackSlot<T>[shapes.Length];
        for (int i = 0; i < _slots.Length; i++)
        {
            (long rows, long columns) = shapes[i];
            DeviceMatrix<T> cached = _arena.Part(layout.Offsets[i], rows, columns);
            DeviceMatrix<T> output = cache == SigmoidCache.Tail ? _arena.Part(layout.OutputScratch, rows, columns) : cached;
            _slots[i] = new StackSlot<T>(cached, output, _arena.Part(layout.GradientScratch, rows, columns));
        }
    }

    /// <summary>The device.</summary>
    public SigmoidDevice Device => _arena.Device;

    /// <summary>What is kept of each push.</summary>
    public SigmoidCache Cache { get; }

    /// <summary>The device memory that the stack holds, in bytes, from its creation to its disposal: it never holds more.</summary>
    public long Bytes => _arena.Length * ElementType.SizeInBytes<T>();

    /// <summary>How many pushes there is room for.</summary>
    public int Capacity => _slots.Length;

    /// <summary>How many pushes have not been popped.</summary>
    public int Count { get; private set; }

    /// <summary>S(x), and what the backward pass needs is kept in the next slot.</summary>
    /// <param name="input">x: up to the slot's rows, of its columns.</param>
    /// <returns>
    /// S(x): with <see cref="SigmoidCache.Output"/> a view of the slot, valid until the slot is popped and pushed anew; with
    /// <see cref="SigmoidCache.Tail"/> a view of the stack's scratch, valid until the next push.
    /// </returns>
    /// <exception cref="InvalidOperationException">All slots are taken.</exception>
    /// <exception cref="ShapeMismatchException">x has more rows than the slot, or other columns.</exception>
    /// <exception cref="DeviceMismatchException">x is on another device.</exception>
    /// <exception cref="ArgumentException">x overlaps the slot, or the scratch in part.</exception>
    /// <exception cref="ObjectDisposedException">The stack, x or the device was disposed of.</exception>
    public DeviceMatrix<T> Push(DeviceMatrix<T> input) => PushTo(input, bias: null);

    /// <summary>
    /// S(x) to a matrix of the caller's, on its stream, and what the backward pass needs is kept in the next slot: two passes over x with
    /// <see cref="SigmoidCache.Output"/>, one with <see cref="SigmoidCache.Tail"/>.
    /// </summary>
    /// <param name="input">x: up to the slot's rows, of its columns.</param>
    /// <param name="output">Takes S(x); the shape of x. May be x itself.</param>
    /// <exception cref="InvalidOperationException">All slots are taken.</exception>
    /// <exception cref="ShapeMismatchException">x has more rows than the slot, or other columns; or the output has another shape.</exception>
    /// <exception cref="DeviceMismatchException">x or the output is on another device.</exception>
    /// <exception cref="ArgumentException">The two overlap in part, or one of them overlaps the slot.</exception>
    /// <exception cref="ObjectDisposedException">The stack, x, the output or the device was disposed of.</exception>
    public void Push(DeviceMatrix<T> input, DeviceMatrix<T> output) => PushTo(input, bias: null, output);

    /// <summary>What the last push that was not popped keeps, S or c by the form of the <see cref="Cache"/>: a view of its slot, to read.</summary>
    /// <exception cref="InvalidOperationException">Nothing is pushed.</exception>
    public DeviceMatrix<T> Top => Count > 0 ? _slots[Count - 1].Cached : throw Empty("Top");

    /// <summary>dx = dy · S′(x) of the last push that was not popped.</summary>
    /// <param name="outputGradient">dy, of the shape of that push's x. May be what the last Pop returned.</param>
    /// <returns>dx: a view of the stack's scratch, valid until the next Pop.</returns>
    /// <exception cref="InvalidOperationException">Nothing is pushed.</exception>
    /// <exception cref="ShapeMismatchException">dy has another shape.</exception>
    /// <exception cref="DeviceMismatchException">dy is on another device.</exception>
    /// <exception cref="ArgumentException">dy overlaps the scratch in part.</exception>
    /// <exception cref="ObjectDisposedException">The stack, dy or the device was disposed of.</exception>
    public DeviceMatrix<T> Pop(DeviceMatrix<T> outputGradient)
    {
        DeviceMatrix<T> inputGradient = Last(outputGradient).InputGradient;
        PopTo(outputGradient, inputGradient, GradientUpdate.Overwrite);
        return inputGradient;
    }

    /// <summary>The same to a matrix of the caller's, on its stream, or added to what that holds.</summary>
    /// <param name="outputGradient">dy, of the shape of the last push's x.</param>
    /// <param name="inputGradient">Takes dx; the shape of dy. May be dy itself.</param>
    /// <param name="update">Whether dx replaces what the input gradient holds or is added to it.</param>
    /// <exception cref="InvalidOperationException">Nothing is pushed.</exception>
    /// <exception cref="ShapeMismatchException">dy or dx has another shape.</exception>
    /// <exception cref="DeviceMismatchException">dy or dx is on another device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The update is none of the two.</exception>
    /// <exception cref="ArgumentException">dx overlaps dy or the slot in part.</exception>
    /// <exception cref="ObjectDisposedException">The stack, dy, dx or the device was disposed of.</exception>
    public void Pop(DeviceMatrix<T> outputGradient, DeviceMatrix<T> inputGradient, GradientUpdate update = GradientUpdate.Overwrite)
    {
        Last(outputGradient);
        ArgumentNullException.ThrowIfNull(inputGradient);
        PopTo(outputGradient, inputGradient, update);
    }

    /// <summary>Forgets all pushes, as at the end of a step that was given up. Nothing is freed.</summary>
    public void Clear() => Count = 0;

    /// <summary>Gives the arena back to the device.</summary>
    public void Dispose() => _arena.Dispose();

    private DeviceMatrix<T> PushTo(DeviceMatrix<T> input, DeviceMatrix<T>? bias)
    {
        ref StackSlot<T> slot = ref Next(input);
        StackSlot<T> sized = slot.WithRows(input.Rows);
        if (Cache == SigmoidCache.Output)
            CachedPasses.Keep(Cache, input, bias, sized.Cached);
        else
            CachedPasses.KeepAndOutput(Cache, input, bias, sized.Cached, sized.Output);
        slot = sized;
        Count++;
        return sized.Output;
    }

    private void PushTo(DeviceMatrix<T> input, DeviceMatrix<T>? bias, DeviceMatrix<T> output)
    {
        ref StackSlot<T> slot = ref Next(input);
        ArgumentNullException.ThrowIfNull(output);
        StackSlot<T> sized = slot.WithRows(input.Rows);
        CachedPasses.KeepAndOutput(Cache, input, bias, sized.Cached, output);
        slot = sized;
        Count++;
    }

    private void PopTo(DeviceMatrix<T> outputGradient, DeviceMatrix<T> inputGradient, GradientUpdate update)
    {
        CachedPasses.Backward(Cache, _slots[Count - 1].Cached, outputGradient, inputGradient, update);
        Count--;
    }

    private ref StackSlot<T> Next(DeviceMatrix<T> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DeviceMismatchException.ThrowIfDifferent("The input", input.Device, "the stack", Device);
        if (Count == Capacity)
        {
            throw new InvalidOperationException(
                $"All {Capacity} slots of the stack are taken: Pop or Clear before the next Push, or give the stack more shapes.");
        }
        ref StackSlot<T> slot = ref _slots[Count];
        if (input.Columns != slot.Columns || input.Rows > slot.Rows)
        {
            throw new ShapeMismatchException(
                $"The input is {input.Rows} x {input.Columns} but slot {Count} of the stack takes up to {slot.Rows} rows of " +
                $"{slot.Columns} columns.");
        }
        return ref slot;
    }

    private ref StackSlot<T> Last(DeviceMatrix<T> outputGradient)
    {
        ArgumentNullException.ThrowIfNull(outputGradient);
        DeviceMismatchException.ThrowIfDifferent("The output gradient", outputGradient.Device, "the stack", Device);
        if (Count == 0)
            throw Empty("Pop");
        ref StackSlot<T> slot = ref _slots[Count - 1];
        if (outputGradient.Rows != slot.Cached.Rows || outputGradient.Columns != slot.Columns)
        {
            throw new ShapeMismatchException(
                $"The output gradient is {outputGradient.Rows} x {outputGradient.Columns} but the last push, in slot {Count - 1}, was " +
                $"{slot.Cached.Rows} x {slot.Columns}: pops take the pushes from the last one on.");
        }
        return ref slot;
    }

    private static InvalidOperationException Empty(string what) => new($"{what}: nothing is pushed on the stack. Push an input first.");
}
