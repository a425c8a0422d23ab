using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CsCheck;
using GpuSigmoid.Cli;
using GpuSigmoid.Cli.Npy;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

/// <summary>Any bits, NaN payloads included, in any shape around the transposition's square of 32.</summary>
public sealed class NpyRoundTripTests : IDisposable
{
    private static readonly Gen<(int Rows, int Columns, ulong Seed)> Shapes = Gen.Select(Gen.Int[0, 70], Gen.Int[0, 70], Gen.ULong);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void ReadingGivesBackWhatWasWritten() => Shapes.Sample(
        shape =>
        {
            AssertRoundTrip<Half>(shape.Rows, shape.Columns, shape.Seed);
            AssertRoundTrip<float>(shape.Rows, shape.Columns, shape.Seed);
            AssertRoundTrip<double>(shape.Rows, shape.Columns, shape.Seed);
        },
        iter: 60,
        threads: 1);

    [Fact]
    public void EveryOrderOfElementsAndBytesReadsAsTheSameMatrix() => Gen.Select(Shapes, Gen.Bool, Gen.Bool).Sample(
        (shape, isBigEndian, isColumnMajor) =>
        {
            AssertOrder<Half>("f2", shape.Rows, shape.Columns, shape.Seed, isBigEndian, isColumnMajor);
            AssertOrder<float>("f4", shape.Rows, shape.Columns, shape.Seed, isBigEndian, isColumnMajor);
            AssertOrder<double>("f8", shape.Rows, shape.Columns, shape.Seed, isBigEndian, isColumnMajor);
        },
        iter: 60,
        threads: 1);

    [Fact]
    public void ADamagedFileIsReadOrRefusedButNothingElse() => Gen.Select(Gen.Int[0, 151], Gen.Byte, Gen.Int[0, 152]).Sample(
        (position, value, length) =>
        {
            byte[] bytes = File.ReadAllBytes(NpyBytes.Fixture("f4"));
            bytes[position] = value;
            try
            {
                NpyMatrix matrix = NpyReader.Read(_folder.File("damaged.npy", bytes.AsSpan(0, length)));
                // Ten bytes before the header, and the header and the elements as long as they say: damage can shorten either rightly.
                int header = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
                Assert.Equal(10 + header + matrix.Rows * matrix.Columns * matrix.Element.ByteCount(), length);
            }
            catch (BadInputException exception)
            {
                Assert.Contains("damaged.npy", exception.Message, StringComparison.Ordinal);
            }
        },
        iter: 2000,
        threads: 1);

    [Fact]
    public void AMatrixGivesItsValuesAsItsOwnTypeOnly()
    {
        NpyMatrix matrix = NpyMatrix.Of(1, 2, [1f, 2f]);
        Assert.Equal([1f, 2f], matrix.Values<float>().ToArray());
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => matrix.Values<double>());
        Assert.Contains("Float32", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(-1, -3)]
    public void TheWriterRefusesAShapeThatIsNotTheValues(int rows, int columns)
    {
        using MemoryStream stream = new();
        Assert.ThrowsAny<ArgumentException>(() => NpyWriter.Write<float>(stream, rows, columns, [1, 2, 3]));
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void TheWriterRefusesOtherElements()
    {
        using MemoryStream stream = new();
        Assert.Throws<NotSupportedException>(() => NpyWriter.Write<int>(stream, 1, 1, [1]));
        Assert.Equal(0, stream.Length);
    }

    public void Dispose() => _folder.Dispose();

    private void AssertRoundTrip<T>(int rows, int columns, ulong seed)
        where T : unmanaged
    {
        T[] values = AnyBits<T>(rows * columns, seed);
        string path = _folder.File("round-trip.npy");
        OneFile.Write(path, stream => NpyWriter.Write<T>(stream, rows, columns, values));
        AssertSame(values, rows, columns, NpyReader.Read(path));
    }

    private void AssertOrder<T>(string type, int rows, int columns, ulong seed, bool isBigEndian, bool isColumnMajor)
        where T : unmanaged
    {
        T[] values = AnyBits<T>(rows * columns, seed);
        T[] stored = isColumnMajor
            ? [.. from column in Enumerable.Range(0, columns) from row in Enumerable.Range(0, rows) select values[(row * columns) + column]]
            : values;
        string descr = (isBigEndian ? ">" : "<") + type;
        string header = $"{{'descr': '{descr}', 'fortran_order': {isColumnMajor}, 'shape': ({rows}, {columns})}}\n";
        string path = _folder.File("order.npy", NpyBytes.File(header, NpyBytes.Elements(stored, isBigEndian)));
        AssertSame(values, rows, columns, NpyReader.Read(path));
    }

    private static T[] AnyBits<T>(int count, ulong seed)
        where T : unmanaged
    {
        T[] values = new T[count];
        new Random((int)seed).NextBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static void AssertSame<T>(T[] values, int rows, int columns, NpyMatrix matrix)
        where T : unmanaged
    {
        Assert.Equal((rows, columns), (matrix.Rows, matrix.Columns));
        Assert.Equal(MemoryMarshal.AsBytes<T>(values), MemoryMarshal.AsBytes(matrix.Values<T>().Span));
    }
}
