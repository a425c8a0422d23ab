using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuSigmoid.Cpu;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Cpu;

/// <summary>Matrices beyond the caches are stored past them: the same bits, and nothing outside of the view.</summary>
[Collection(DeviceNames.Cpu)]
public sealed class NonTemporalTests(TestDevices devices) : DeviceSuite(devices, DeviceNames.Cpu)
{
    private const int Bytes = 9 << 20;

    public static TheoryData<int> Offsets() => [0, 1, 3, 8, 31];

    [Theory]
    [MemberData(nameof(Offsets))]
    public void Floats(int offset) => StoresWhatTheCachedPathStores<float>(offset);

    [Theory]
    [MemberData(nameof(Offsets))]
    public void Doubles(int offset) => StoresWhatTheCachedPathStores<double>(offset);

    [Theory]
    [MemberData(nameof(Offsets))]
    public void Halves(int offset) => StoresWhatTheCachedPathStores<Half>(offset);

    [Theory]
    [MemberData(nameof(Offsets))]
    public void BFloat16s(int offset) => StoresWhatTheCachedPathStores<BFloat16>(offset);

    private void StoresWhatTheCachedPathStores<T>(int offset)
        where T : unmanaged
    {
        // Rows of an odd length, each at another alignment.
        int rows = 5, columns = Bytes / Unsafe.SizeOf<T>() / rows | 1, leadingDimension = columns + 34;
        Assert.True(CpuPlan.For((long)rows * columns, columns, Unsafe.SizeOf<T>(), 2, inPlace: false).NonTemporal, "the matrix is too small");
        T[] input = Random<T>(rows * leadingDimension, 1), gradient = Random<T>(rows * leadingDimension, 2);
        using DeviceMatrix<T> inputs = Device.Upload<T>(input, rows, leadingDimension);
        using DeviceMatrix<T> gradients = Device.Upload<T>(gradient, rows, leadingDimension);
        using DeviceMatrix<T> apart = Device.Upload<T>(input, rows, leadingDimension);
        DeviceMatrix<T> x = inputs.View(0, offset, rows, columns), dy = gradients.View(0, offset, rows, columns);
        DeviceMatrix<T> result = apart.View(0, offset, rows, columns);

        // In place nothing goes past the caches. What lies around the two views is equal, and must stay so.
        Sigmoid.Forward(x, result);
        Sigmoid.Forward(x, x);
        AssertEqual(inputs, apart);

        apart.CopyFrom(gradient);
        Sigmoid.Backward(x, dy, result);
        Sigmoid.Backward(x, dy, dy);
        AssertEqual(gradients, apart);

        using DeviceMatrix<T> bias = Device.Upload<T>(Random<T>(columns, 3), 1, columns);
        inputs.CopyFrom(input);
        apart.CopyFrom(input);
        Sigmoid.ForwardBias(x, bias, result);
        Sigmoid.ForwardBias(x, bias, x);
        AssertEqual(inputs, apart);

        // Two outputs, the second at the first one's alignment and at another.
        using DeviceMatrix<T> tails = Device.Upload<T>(gradient, rows, leadingDimension);
        using DeviceMatrix<T> moved = Device.Upload<T>(gradient, rows, leadingDimension);
        DeviceMatrix<T> tail = tails.View(0, offset, rows, columns), movedTail = moved.View(0, offset + 1, rows, columns);
        inputs.CopyFrom(input);
        Sigmoid.ForwardTail(x, tail, result);
        AssertAround(gradient, tails, offset, columns);
        Sigmoid.ForwardTail(x, movedTail, x);
        AssertAround(gradient, moved, offset + 1, columns);
        AssertSame(tail, movedTail);
        AssertSame(x, result);

        inputs.CopyFrom(input);
        Sigmoid.ForwardBiasTail(x, bias, tail, result);
        AssertAround(gradient, tails, offset, columns);
        Sigmoid.ForwardBiasTail(x, bias, movedTail, x);
        AssertAround(gradient, moved, offset + 1, columns);
        AssertSame(tail, movedTail);
        AssertSame(x, result);
    }

    private static void AssertSame<T>(DeviceMatrix<T> expected, DeviceMatrix<T> actual)
        where T : unmanaged
    {
        T[] one = new T[expected.Length], other = new T[actual.Length];
        expected.CopyTo(one);
        actual.CopyTo(other);
        Assert.True(MemoryMarshal.AsBytes(one.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(other.AsSpan())));
    }

    private static void AssertAround<T>(T[] before, DeviceMatrix<T> matrix, int offset, int columns)
        where T : unmanaged
    {
        T[] after = new T[matrix.Length];
        matrix.CopyTo(after);
        for (int row = 0; row < matrix.Rows; row++)
        {
            Span<T> now = after.AsSpan(row * (int)matrix.Columns, (int)matrix.Columns);
            Span<T> then = before.AsSpan(row * (int)matrix.Columns, (int)matrix.Columns);
            Assert.True(MemoryMarshal.AsBytes(now[..offset]).SequenceEqual(MemoryMarshal.AsBytes(then[..offset])));
            Assert.True(MemoryMarshal.AsBytes(now[(offset + columns)..]).SequenceEqual(MemoryMarshal.AsBytes(then[(offset + columns)..])));
        }
    }

    private static T[] Random<T>(int length, int seed)
        where T : unmanaged
    {
        T[] values = new T[length];
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static void AssertEqual<T>(DeviceMatrix<T> expected, DeviceMatrix<T> actual)
        where T : unmanaged
    {
        T[] one = new T[expected.Length], other = new T[actual.Length];
        expected.CopyTo(one);
        actual.CopyTo(other);
        int equal = MemoryMarshal.AsBytes(one.AsSpan()).CommonPrefixLength(MemoryMarshal.AsBytes(other.AsSpan()));
        Assert.True(equal == one.Length * Unsafe.SizeOf<T>(), $"byte {equal} differs");
    }
}
