namespace GpuSigmoid;

/// <summary>A slot of a <see cref="SigmoidStack{T}"/>: views for the rows of its last push, made anew only when their number changes.</summary>
internal readonly struct StackSlot<T>
    where T : unmanaged
{
    private readonly DeviceMatrix<T> _wholeCached;
    private readonly DeviceMatrix<T> _wholeOutput;
    private readonly DeviceMatrix<T> _wholeInputGradient;

    public StackSlot(DeviceMatrix<T> cached, DeviceMatrix<T> output, DeviceMatrix<T> inputGradient)
    {
        (Cached, Output, InputGradient) = (cached, output, inputGradient);
        (_wholeCached, _wholeOutput, _wholeInputGradient) = (cached, output, inputGradient);
    }

    private StackSlot(in StackSlot<T> whole, long rows)
    {
        this = whole;
        Cached = _wholeCached.RowRange(0, rows);
        Output = ReferenceEquals(_wholeOutput, _wholeCached) ? Cached : _wholeOutput.RowRange(0, rows);
        InputGradient = _wholeInputGradient.RowRange(0, rows);
    }

    public DeviceMatrix<T> Cached { get; }

    public DeviceMatrix<T> Output { get; }

    public DeviceMatrix<T> InputGradient { get; }

    public long Rows => _wholeCached.Rows;

    public long Columns => _wholeCached.Columns;

    public StackSlot<T> WithRows(long rows) => rows == Cached.Rows ? this : new(this, rows);
}
