using GpuSigmoid.Cli.Npy;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

public sealed class NpyHeaderTests
{
    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }", 3, 4)]
    [InlineData("{\"descr\":\"<f4\",\"fortran_order\":False,\"shape\":(3,4)}", 3, 4)]
    [InlineData("  {\t'shape' : ( 3 ,\n4 , ) ,'fortran_order':False , 'descr':'<f4'\f}  \r\n", 3, 4)]
    [InlineData("{'fortran_order': False, 'shape': (), 'descr': '<f4'}", 1, 1)]
    [InlineData("{'fortran_order': False, 'shape': (7,), 'descr': '<f4'}", 1, 7)]
    [InlineData("{'fortran_order': False, 'shape': (3L, 4L), 'descr': '<f4'}", 3, 4)]
    [InlineData("{'fortran_order': False, 'shape': (9223372036854775807, 0), 'descr': '<f4'}", long.MaxValue, 0)]
    public void ReadsAnyPythonSpelling(string text, long rows, long columns) =>
        Assert.Equal(new(NpyElement.Float32, false, false, rows, columns), NpyHeaderParser.Parse("x.npy", text));

    [Theory]
    [InlineData("<f2", "Float16", false)]
    [InlineData(">f2", "Float16", true)]
    [InlineData("<f8", "Float64", false)]
    [InlineData(">f8", "Float64", true)]
    public void ReadsTheElementType(string descr, string element, bool isBigEndian)
    {
        NpyHeader header = NpyHeaderParser.Parse("x.npy", $"{{'descr': '{descr}', 'fortran_order': True, 'shape': (1, 2)}}");
        Assert.Equal(new(Enum.Parse<NpyElement>(element), isBigEndian, true, 1, 2), header);
    }

    [Theory]
    [InlineData("=f4")]
    [InlineData("|f4")]
    [InlineData("f4")]
    public void OtherByteOrdersAreThisMachines(string descr)
    {
        NpyHeader header = NpyHeaderParser.Parse("x.npy", $"{{'descr': '{descr}', 'fortran_order': False, 'shape': (1, 2)}}");
        Assert.Equal(!BitConverter.IsLittleEndian, header.IsBigEndian);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1797, 64)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(0, long.MaxValue)]
    public void ItsBytesAreAlignedAndReadBack(long rows, long columns)
    {
        NpyHeader header = new(NpyElement.Float32, false, false, rows, columns);
        byte[] bytes = header.ToBytes();
        Assert.Equal(0, bytes.Length % 64);
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.Equal(bytes.Length - 10, bytes[8] + (bytes[9] << 8));
        Assert.Equal(header, NpyHeaderParser.Parse("x.npy", System.Text.Encoding.ASCII.GetString(bytes.AsSpan(10))));
    }
}
