using GpuSigmoid.Cli.Npy;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

/// <summary>Files that NumPy itself wrote, by Fixtures/make_fixtures.py, which holds the same values.</summary>
public sealed class NpyFixtureTests
{
    private static readonly double[] Values = [0.5, -1.25, 65504, double.NegativeInfinity, -0.0, 0.333251953125];

    [Theory]
    [InlineData("f2")]
    [InlineData("f2_big_endian")]
    [InlineData("f2_fortran")]
    [InlineData("f2_version_2")]
    [InlineData("f2_version_3")]
    public void ReadsFloat16(string name) => AssertMatrix<Half>(name, 2, 3, Values);

    [Theory]
    [InlineData("f4")]
    [InlineData("f4_big_endian")]
    [InlineData("f4_fortran")]
    [InlineData("f4_big_endian_fortran")]
    [InlineData("f4_version_2")]
    [InlineData("f4_version_3")]
    public void ReadsFloat32(string name) => AssertMatrix<float>(name, 2, 3, Values);

    [Theory]
    [InlineData("f8")]
    [InlineData("f8_big_endian")]
    [InlineData("f8_fortran")]
    [InlineData("f8_version_2")]
    [InlineData("f8_version_3")]
    public void ReadsFloat64(string name) => AssertMatrix<double>(name, 2, 3, Values);

    [Fact]
    public void ReadsOneDimensionAsOneRow() => AssertMatrix<float>("f4_one_dimension", 1, 3, Values[..3]);

    [Fact]
    public void ReadsNoDimensionsAsOneElement() => AssertMatrix<float>("f4_zero_dimensions", 1, 1, Values[1..2]);

    [Fact]
    public void ReadsEmptyMatrices()
    {
        AssertMatrix<float>("f4_no_rows", 0, 5, []);
        AssertMatrix<double>("f8_no_columns", 5, 0, []);
    }

    [Fact]
    public void WritesTheBytesThatNumPyWrites()
    {
        Assert.SkipUnless(BitConverter.IsLittleEndian, "The fixtures are little-endian; this machine writes its own byte order.");
        AssertBytes<Half>("f2", 2, 3);
        AssertBytes<float>("f4", 2, 3);
        AssertBytes<double>("f8", 2, 3);
        AssertBytes<float>("f4_no_rows", 0, 5);
        AssertBytes<double>("f8_no_columns", 5, 0);
    }

    private static void AssertMatrix<T>(string name, long rows, long columns, double[] values)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        NpyMatrix matrix = NpyReader.Read(NpyBytes.Fixture(name));
        Assert.Equal((rows, columns), (matrix.Rows, matrix.Columns));

        // As bits, since -0 equals 0.
        double[] read = [.. matrix.Values<T>().ToArray().Select(double.CreateChecked)];
        Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), read.Select(BitConverter.DoubleToInt64Bits));
    }

    private static void AssertBytes<T>(string name, int rows, int columns)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        using MemoryStream stream = new();
        T[] values = [.. Values.Take(rows * columns).Select(T.CreateChecked)];
        NpyWriter.Write<T>(stream, rows, columns, values);
        Assert.Equal(File.ReadAllBytes(NpyBytes.Fixture(name)), stream.ToArray());
    }
}
