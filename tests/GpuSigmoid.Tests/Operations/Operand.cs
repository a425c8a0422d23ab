using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Operations;

/// <summary>An argument of an operation: a view between sentinels.</summary>
internal sealed class Operand<T> : IDisposable
    where T : unmanaged
{
    // A number like others in every format, which no operation makes of what it finds around a view.
    private const ulong Sentinel = 0xA5A5_A5A5_A5A5_A5A5;

    private readonly Placement _placement;
    private readonly DeviceMatrix<T> _matrix;

    public Operand(SigmoidDevice device, MatrixShape shape, ReadOnlySpan<ulong> values)
    {
        _placement = new Placement(shape);
        ulong[] contents = new ulong[_placement.Rows * _placement.Columns];
        Array.Fill(contents, Sentinel);
        for (int i = 0; i < values.Length; i++)
            contents[_placement.IndexOf(i)] = values[i];
        _matrix = device.Upload<T>(ElementBits.ToElements<T>(contents), _placement.Rows, _placement.Columns);
    }

    /// <summary>A view of its own at each call, of the same elements.</summary>
    public DeviceMatrix<T> View => _placement.ViewOf(_matrix);

    /// <summary>The view's elements; fails where one around them has changed.</summary>
    public ulong[] Read(string where)
    {
        T[] elements = new T[_matrix.Length];
        _matrix.CopyTo(elements);
        ulong[] contents = ElementBits.ToBits<T>(elements);
        ulong[] values = new ulong[_placement.Shape.Elements];
        ulong sentinel = ElementBits.ToBits<T>([ElementBits.ToElement<T>(Sentinel)])[0];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = contents[_placement.IndexOf(i)];
            contents[_placement.IndexOf(i)] = sentinel;
        }
        int changed = Array.FindIndex(contents, bits => bits != sentinel);
        Assert.True(changed < 0, $"{where}: element {changed} outside of the view was overwritten");
        return values;
    }

    public void Dispose() => _matrix.Dispose();
}
