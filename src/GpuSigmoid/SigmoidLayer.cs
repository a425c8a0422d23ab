namespace GpuSigmoid;

/// <summary>
/// An elementwise sigmoid layer: Forward computes S(x) and keeps on the device what Backward takes dy · S′(x) from. Its two buffers, the
/// cache and the input gradient, are allocated once. Neither pass waits for the device or copies a byte to or from the host.
/// </summary>
/// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
/// <remarks>
/// <para>
/// What a pass returns is a view of the layer's own buffers, valid until the next call of that pass, and such a pass runs on the device's
/// own stream; a pass to a matrix of the caller's runs on that matrix's stream. A layer is not safe for use from several threads at once.
/// </para>
/// <para>
/// With <see cref="SigmoidCache.Output"/> the cache is the output. With <see cref="SigmoidCache.Tail"/> it is c = copysign(S(−|x|), x), and
/// the output stands in the buffer of the input gradient until Backward writes that: the layer takes no more memory, and whoever needs
/// S longer gives Forward a matrix for it, which may be x itself: one pass then, where the other form takes two. S is the same to the bit
/// with either.
/// </para>
/// </remarks>
public sealed partial class SigmoidLayer<T> : IDisposable
    where T : unmanaged
{
    private readonly DeviceMatrix<T> _cacheBuffer;
    private readonly DeviceMatrix<T> _gradientBuffer;
    private DeviceMatrix<T> _cached;
    private DeviceMatrix<T> _inputGradient;
    private DeviceMatrix<T>? _output;
    private bool _hasCached;

    /// <summary>Creates a layer and allocates its buffers: 2 · capacity · columns elements.</summary>
    /// <param name="device">Where x and dy will be.</param>
    /// <param name="capacity">The most rows that a batch has.</param>
    /// <param name="columns">The columns that every batch has.</param>
    /// <param name="cache">What Forward keeps for Backward.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, the bytes do not fit 64 bits, or the cache is neither form.</exception>
    /// <exception cref="OutOfDeviceMemoryException">The device has not the memory.</exception>
    /// <exception cref="NotSupportedException">T is another type.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed of.</exception>
    public SigmoidLayer(SigmoidDevice device, long capacity, long columns, SigmoidCache cache = SigmoidCache.Output)
    {
        ArgumentNullException.ThrowIfNull(device);
        Cache = CachedPasses.Checked(cache);
        _cacheBuffer = device.Allocate<T>(capacity, columns);
        try
        {
            _gradientBuffer = device.Allocate<T>(capacity, columns);
        }
        catch
        {
            _cacheBuffer.Dispose();
            throw;
        }
        // Views, so that a caller who disposes of what a pass returned does not take the layer's buffers away.
        _cached = _cacheBuffer.RowRange(0, capacity);
        _inputGradient = _gradientBuffer.RowRange(0, capacity);
    }

    /// <summary>The device.</summary>
    public SigmoidDevice Device => _cacheBuffer.Device;

    /// <summary>The most rows that a batch has.</summary>
    public long Capacity => _cacheBuffer.Rows;

    /// <summary>The columns of every batch.</summary>
    public long Columns => _cacheBuffer.Columns;

    /// <summary>What Forward keeps for Backward.</summary>
    public SigmoidCache Cache { get; }

    /// <summary>S(x) of the last Forward, as that returned it.</summary>
    /// <exception cref="InvalidOperationException">
    /// There was none; or the cache is <see cref="SigmoidCache.Tail"/> and Backward has written over it.
    /// </exception>
    public DeviceMatrix<T> Output => _output ?? throw (_hasCached ? OutputGone() : NoForward());

    /// <summary>
    /// What the last Forward kept, S or c by the form of the <see cref="Cache"/>: a view of the layer's buffer, to read for passes of
    /// <see cref="Sigmoid"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">There was no Forward yet.</exception>
    public DeviceMatrix<T> Cached => _hasCached ? _cached : throw NoForward();

    /// <summary>S(x), and what <see cref="Backward(DeviceMatrix{T})"/> needs is kept.</summary>
    /// <param name="input">x: up to <see cref="Capacity"/> rows of <see cref="Columns"/> columns.</param>
    /// <returns>
    /// S(x): a view of the layer's buffer, overwritten by the next Forward, and with <see cref="SigmoidCache.Tail"/> by the next Backward.
    /// </returns>
    /// <exception cref="ShapeMismatchException">x has more rows, or other columns.</exception>
    /// <exception cref="DeviceMismatchException">x is on another device.</exception>
    /// <exception cref="ArgumentException">x is a part of a buffer of the layer's.</exception>
    /// <exception cref="ObjectDisposedException">The layer, x or the device was disposed of.</exception>
    public DeviceMatrix<T> Forward(DeviceMatrix<T> input) => Run(input, bias: null);

    /// <summary>
    /// S(x) to a matrix of the caller's, on its stream, and what <see cref="Backward(DeviceMatrix{T})"/> needs is kept: two passes over x with
    /// <see cref="SigmoidCache.Output"/>, one with <see cref="SigmoidCache.Tail"/>.
    /// </summary>
    /// <param name="input">x: up to <see cref="Capacity"/> rows of <see cref="Columns"/> columns.</param>
    /// <param name="output">Takes S(x); the shape of x. May be x itself.</param>
    /// <exception cref="ShapeMismatchException">x has more rows, or other columns; or the output has another shape.</exception>
    /// <exception cref="DeviceMismatchException">x or the output is on another device.</exception>
    /// <exception cref="ArgumentException">The two overlap in part, or one of them overlaps the layer's cache.</exception>
    /// <exception cref="ObjectDisposedException">The layer, x, the output or the device was disposed of.</exception>
    public void Forward(DeviceMatrix<T> input, DeviceMatrix<T> output) => Run(input, bias: null, output);

    /// <summary>Gives the layer's buffers back to the device.</summary>
    public void Dispose()
    {
        _cacheBuffer.Dispose();
        _gradientBuffer.Dispose();
    }

    private DeviceMatrix<T> Run(DeviceMatrix<T> input, DeviceMatrix<T>? bias)
    {
        ThrowIfNoBatch(input);
        DeviceMatrix<T> cached = Resize(_cached, _cacheBuffer, input.Rows);
        if (Cache == SigmoidCache.Output)
        {
            CachedPasses.Keep(Cache, input, bias, cached);
            return Remember(cached, cached);
        }
        DeviceMatrix<T> output = Resize(_inputGradient, _gradientBuffer, input.Rows);
        CachedPasses.KeepAndOutput(Cache, input, bias, cached, output);
        return Remember(cached, _inputGradient = output);
    }

    private void Run(DeviceMatrix<T> input, DeviceMatrix<T>? bias, DeviceMatrix<T> output)
    {
        ThrowIfNoBatch(input);
        ArgumentNullException.ThrowIfNull(output);
        DeviceMatrix<T> cached = Resize(_cached, _cacheBuffer, input.Rows);
        CachedPasses.KeepAndOutput(Cache, input, bias, cached, output);
        Remember(cached, output);
    }

    private void ThrowIfNoBatch(DeviceMatrix<T> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DeviceMismatchException.ThrowIfDifferent("The input", input.Device, "the layer", Device);
        if (input.Columns != Columns || input.Rows > Capacity)
        {
            throw new ShapeMismatchException(
                $"The input is {input.Rows} x {input.Columns} but the layer takes up to {Capacity} rows of {Columns} columns.");
        }
    }

    private DeviceMatrix<T> Remember(DeviceMatrix<T> cached, DeviceMatrix<T> output)
    {
        _cached = cached;
        _hasCached = true;
        return _output = output;
    }

    private static InvalidOperationException OutputGone() => new(
        "Backward has written the input gradient over the output, as it does with SigmoidCache.Tail: read the output before Backward, or " +
        "give Forward a matrix for it.");

    private static InvalidOperationException NoForward() =>
        new("The layer has no output yet: call Forward with a batch first.");

    // A batch of the size of the last one reuses its view, so that a steady step allocates nothing.
    private static DeviceMatrix<T> Resize(DeviceMatrix<T> current, DeviceMatrix<T> buffer, long rows) =>
        current.Rows == rows ? current : buffer.RowRange(0, rows);
}
