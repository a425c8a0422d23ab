using GpuSigmoid.Cli;
using GpuSigmoid.Cli.Npy;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

/// <summary>Files that lie, and paths that are no files: each is refused in one line, and costs next to no memory.</summary>
public sealed class NpyHostileTests : IDisposable
{
    // The longest header that is read is 10,000 bytes, as text twice as many, and may list 5,000 dimensions of 8 bytes, in a list that
    // doubles up to 8,192: 64 KiB and the halves before it another 64 KiB. The rest is for the exception.
    private const long MostBytesAllocated = 192 * 1024;

    private const string Good = "'descr': '<f4', 'fortran_order': False";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[], string> Files => new()
    {
        { "empty", [], "an empty file" },
        { "one byte", [0x93], "starts with 93" },
        { "text", [.. "1,2,3\n4,5,6\n"u8], "starts with 312C322C330A" },
        { "zip", [.. "PK\u0003\u0004"u8, .. new byte[200]], "starts with 504B03040000, wanted a .npy file" },
        { "nothing but magic", NpyBytes.Start(0)[..6], "6 bytes, truncated in its header" },
        { "no length", NpyBytes.Start(0)[..8], "8 bytes, truncated in its header" },
        { "version 0", NpyBytes.File("{}", 100, major: 0), "format version 0.0, wanted 1.0, 2.0 or 3.0" },
        { "version 4", NpyBytes.File("{}", 100, major: 4), "format version 4.0" },
        { "version 1.1", NpyBytes.File("{}", 100, minor: 1), "format version 1.1" },
        { "long header 1", [.. NpyBytes.Start(65535), .. new byte[70000]], "a header of 65535 bytes, wanted one of at most 10000" },
        { "long header 2", [.. NpyBytes.Start(uint.MaxValue, 2), .. new byte[99]], "a header of 4294967295 bytes" },
        { "long header 3", [.. NpyBytes.Start(1u << 31, 3), .. new byte[99]], "a header of 2147483648 bytes" },
        { "cut header", [.. NpyBytes.Start(118), .. new byte[20]], "20 bytes where the header should be, truncated, wanted its 118 bytes" },
        { "empty header", NpyBytes.File("", 100), "the end in the header, wanted '{'" },
        { "zeros as header", [.. NpyBytes.Start(118), .. new byte[200]], "wanted '{'" },
        { "zero after header", Header("'shape': (0,)", "\0"), "after the header's dictionary" },
        { "open dictionary", NpyBytes.File($"{{{Good}, 'shape': (0,)", 9), "the end in the header, wanted '}'" },
        { "open string", NpyBytes.File("{'descr", 9), "wanted a string that ends" },
        { "open tuple", NpyBytes.File($"{{{Good}, 'shape': (2, ", 9), "the end in the shape" },
        { "escape", NpyBytes.File("{'descr': '\\x3cf4'}", 9), "without escapes" },
        { "more after", Header("'shape': (0,)", " + {}"), "\"+ {}\" after the header's dictionary" },
        { "code", NpyBytes.File("__import__('os')", 9), "\"__import__('os')\" in the header" },
        { "extra key", Header("'shape': (0,), 'kind': 'x'"), "the header key 'kind', wanted only 'descr'" },
        { "double key", Header("'shape': (0,), 'shape': (0,)"), "'shape' twice" },
        { "no shape", Header(""), "no 'shape'" },
        { "no dtype", NpyBytes.File("{'fortran_order': False, 'shape': (0,)}"), "no 'descr'" },
        { "no order", NpyBytes.File("{'descr': '<f4', 'shape': (0,)}"), "no 'fortran_order'" },
        { "order 1", NpyBytes.File("{'descr': '<f4', 'fortran_order': 1, 'shape': (0,)}"), "wanted True or False" },
        { "int32", NpyBytes.File("{'descr': '<i4', 'fortran_order': False, 'shape': (0,)}"), "the dtype '<i4', wanted float16" },
        { "pickle", NpyBytes.File("{'descr': '|O', 'fortran_order': False, 'shape': (0,)}"), "the dtype '|O'" },
        { "long double", NpyBytes.File("{'descr': '<f16', 'fortran_order': False, 'shape': (0,)}"), "the dtype '<f16'" },
        { "no dtype at all", NpyBytes.File("{'descr': '', 'fortran_order': False, 'shape': (0,)}"), "the dtype ''" },
        { "structured", File.ReadAllBytes(NpyBytes.Fixture("structured")), "[('a', '<f4')" },
        { "int32 by NumPy", File.ReadAllBytes(NpyBytes.Fixture("i4")), "the dtype '<i4'" },
        { "3 dimensions", File.ReadAllBytes(NpyBytes.Fixture("f4_three_dimensions")), "an array of 3 dimensions, wanted at most 2" },
        { "3000 dimensions", Header($"'shape': ({string.Concat(Enumerable.Repeat("1,", 3000))})"), "an array of 3000 dimensions" },
        { "number as shape", Header("'shape': 3"), "wanted '('" },
        { "no tuple", Header("'shape': (3)"), "the shape (3), wanted a tuple such as (3,)" },
        { "negative", Header("'shape': (-1, 4)"), "the negative dimension -1" },
        { "negative twice", Header("'shape': (-2, -2)", dataBytes: 16), "the negative dimension -2" },
        { "fraction", Header("'shape': (1.5, 4)"), "\".5, 4)" },
        { "comma only", Header("'shape': (,)"), "in the shape, wanted a number" },
        { "2^63", Header("'shape': (9223372036854775808,)"), "the dimension 9223372036854775808" },
        { "5000 digits", Header($"'shape': ({new string('9', 5000)},)"), "the dimension 99999" },
        { "product overflows", Header("'shape': (4294967296, 4294967297)"), "the shape 4294967296 x 4294967297" },
        { "product wraps to 0", Header("'shape': (4294967296, 4294967296)"), "the shape 4294967296 x 4294967296" },
        { "bytes overflow", Header("'shape': (4611686018427387905, 1)", dataBytes: 4), "truncated, wanted 18446744073709551620" },
        { "claims 16 GB", Header("'shape': (65536, 65536)", dataBytes: 64), "64 bytes of elements, truncated, wanted 17179869184" },
        { "one byte short", Header("'shape': (2, 3)", dataBytes: 23), "23 bytes of elements, truncated, wanted 24 for 2 x 3 of Float32" },
        { "one byte long", Header("'shape': (2, 3)", dataBytes: 25), "25 bytes of elements, with bytes left over, wanted 24" },
        { "empty with data", Header("'shape': (0, 3)", dataBytes: 4), "4 bytes of elements, with bytes left over, wanted 0" },
    };

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void AHostileFileIsRefused(string name, byte[] bytes, string defect) =>
        AssertRefused(_folder.File($"{name}.npy", bytes), defect);

    [Fact]
    public void AHeaderCannotWriteToTheTerminal()
    {
        string path = _folder.File("escape.npy", NpyBytes.File("{'descr': '\u001b[31m\rred', 'fortran_order': False, 'shape': (0,)}"));
        AssertRefused(path, "the dtype '\\u001b[31m\\u000dred'");
    }

    [Fact]
    public void AFileNameCannotBreakTheLine()
    {
        BadInputException exception = Assert.Throws<BadInputException>(() => NpyReader.Read(_folder.File("two\nlines.npy")));
        Assert.Contains("two\\u000alines.npy", exception.Message, StringComparison.Ordinal);
        AssertOneLine(exception.Message);
    }

    [Fact]
    public void PathsThatAreNoFilesAreRefused()
    {
        AssertRefused(_folder.File("missing.npy"), "no such file");
        AssertRefused(_folder.File("missing/x.npy"), "no such file");
        AssertRefused(_folder.Path, "a folder");
        AssertRefused("", "no such file");
        AssertRefused("nul\0.npy", "no such file", "nul\\u0000.npy");
    }

    [Fact]
    public void LinksAreFollowedToTheirFiles()
    {
        File.CreateSymbolicLink(_folder.File("link.npy"), NpyBytes.Fixture("f4"));
        Assert.Equal(2, NpyReader.Read(_folder.File("link.npy")).Rows);
        File.CreateSymbolicLink(_folder.File("dangling.npy"), _folder.File("missing.npy"));
        AssertRefused(_folder.File("dangling.npy"), "an empty file, a pipe or a device");
    }

    [Fact]
    public void DevicesAndPipesAreRefusedWithoutWaiting()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither /dev nor pipes among its files.");
        AssertRefused("/dev/zero", "a regular file");
        string pipe = _folder.File("pipe.npy");
        Command.Run("mkfifo", pipe);
        AssertRefused(pipe, "a regular file");
    }

    // The file really has the bytes that it claims (a hole takes no disk), only no array can hold them.
    [Fact]
    public void MoreElementsThanAnArrayHoldsAreRefused()
    {
        const long columns = 0x8000_0000;
        string path = _folder.File("large.npy", NpyBytes.File($"{{'descr': '<f2', 'fortran_order': False, 'shape': (1, {columns})}}"));
        using (FileStream stream = new(path, FileMode.Append))
        {
            stream.SetLength(stream.Length + (2 * columns));
        }

        AssertRefused(path, "1 x 2147483648 elements, wanted at most 2147483591");
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Header(string rest, string after = "", int dataBytes = 0) =>
        NpyBytes.File($"{{{Good}, {rest}}}{after}", dataBytes);

    private static void AssertRefused(string path, string defect, string? name = null)
    {
        // Once before, for what the runtime allocates only the first time.
        Assert.Throws<BadInputException>(() => NpyReader.Read(path));

        long before = GC.GetAllocatedBytesForCurrentThread();
        BadInputException exception = Assert.Throws<BadInputException>(() => NpyReader.Read(path));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.StartsWith($"{name ?? path}: found ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(defect, exception.Message, StringComparison.Ordinal);
        Assert.Contains(", wanted ", exception.Message, StringComparison.Ordinal);
        AssertOneLine(exception.Message);
        Assert.InRange(allocated, 0, MostBytesAllocated);
    }

    private static void AssertOneLine(string message)
    {
        Assert.DoesNotContain(message, char.IsControl);
        Assert.InRange(message.Length, 1, 500);
    }
}
