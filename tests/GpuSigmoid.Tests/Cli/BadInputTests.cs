using GpuSigmoid.Cli.Npy;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

/// <summary>Whatever is wrong: exit code 2, one line on standard error, no output and no file.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("Required command was not provided")]
    [InlineData("'nonsense'", "nonsense")]
    [InlineData("'--nonsense'", "run", "--nonsense")]
    [InlineData("'--device'", "run", "--device")]
    [InlineData("'--device' expects a single argument", "run", "--device", "cpu", "--device", "cpu")]
    [InlineData("found 'int32', wanted float32, float64, float16 or bfloat16", "run", "--dtype", "int32")]
    [InlineData("found 'FLOAT32', wanted float32", "verify", "--dtype", "FLOAT32")]
    [InlineData("found 'many', wanted a number", "verify", "--blocks", "many")]
    [InlineData("found '99999999999', wanted a number", "verify", "--blocks", "99999999999")]
    [InlineData("found 0, wanted 1 to 4096", "verify", "--blocks", "0")]
    [InlineData("found 4097, wanted 1 to 4096", "verify", "--blocks", "4097")]
    [InlineData("found 2, wanted 1, the blocks of float16", "verify", "--blocks", "2", "--dtype", "float16")]
    [InlineData("The device 'cuda:99' cannot be used", "run", "--device", "cuda:99")]
    [InlineData("The device 'tpu' cannot be used", "verify", "--device", "tpu")]
    [InlineData("The device '\\u001b[31m\\u000ared' cannot be used", "run", "--device", "\e[31m\nred")]
    [InlineData("found '', wanted a device's name", "run", "--device", "")]
    public async Task UsageAndDevices(string reason, params string[] arguments) =>
        (await CommandResult.OfAsync(arguments)).AssertFailed(2, reason);

    [Fact]
    public async Task InputFiles()
    {
        const string Descriptor = "{'descr': '<f8', 'fortran_order': False, 'shape': ";
        await AssertRefusedAsync("no such file", "--input", "missing.npy");
        await AssertRefusedAsync("no such file", "--grad", "missing.npy");
        await AssertRefusedAsync("a folder", "--input", ".");
        await AssertRefusedAsync("starts with 50", "--input", "magic.npy", "PK, not a matrix"u8.ToArray());
        await AssertRefusedAsync("truncated", "--input", "truncated.npy", NpyBytes.File(Descriptor + "(2, 2), }", dataBytes: 31));
        await AssertRefusedAsync("truncated", "--input", "huge.npy", NpyBytes.File(Descriptor + "(4000000000, 2000000000), }", new byte[8]));
        await AssertRefusedAsync("a header of 4294967295 bytes", "--input", "header.npy", NpyBytes.Start(uint.MaxValue, major: 2));
        await AssertRefusedAsync("1 x 3 elements, wanted 1797 x 64", "--grad", "shape.npy", Matrix(1, 3));
    }

    [Fact]
    public async Task AGradientOfAnotherShapeThanTheFile()
    {
        string input = _folder.File("x.npy", Matrix(3, 1));
        string gradient = _folder.File("dy.npy", Matrix(1, 3));
        CommandResult result = await CommandResult.OfAsync("run", "--device", "cpu", "--input", input, "--grad", gradient);
        result.AssertFailed(2, $"{gradient}: found 1 x 3 elements, wanted 3 x 1 as in {input}");
    }

    [Theory]
    [InlineData("dx.npy", "missing/s.npy", "no folder")]
    [InlineData("missing/dx.npy", "s.npy", "no folder")]
    [InlineData("dx.npy", ".", "a folder")]
    [InlineData("both.npy", "both.npy", "the same output file")]
    [InlineData("dx.npy", "", "no file name")]
    public async Task OfTwoOutputFilesNeitherAppears(string output, string cache, string reason)
    {
        string cachePath = cache.Length == 0 ? "" : Path.Join(_folder.Path, cache);
        CommandResult result = await CommandResult.OfAsync(
            "run", "--device", "cpu", "--output", Path.Join(_folder.Path, output), "--cache", cachePath);
        result.AssertFailed(2, reason);
        Assert.Empty(_folder.Names);
    }

    // A real one of 700 KiB: dx, 449 KiB, fits; S does not any more.
    [Fact]
    public async Task OnAFullDiskNeitherAppears()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root on Linux can mount a small disk.");
        string disk = Directory.CreateDirectory(_folder.File("disk")).FullName;
        Assert.SkipUnless(Command.TryRun("mount", "-t", "tmpfs", "-o", "size=700k", "none", disk) == 0, "Mounting is not allowed here.");
        try
        {
            CommandResult result = await CommandResult.OfAsync(
                "run", "--device", "cpu", "--output", Path.Join(disk, "dx.npy"), "--cache", Path.Join(disk, "s.npy"));
            result.AssertFailed(2, "s.npy: cannot be written");
            Assert.Empty(Directory.GetFileSystemEntries(disk));
            (await CommandResult.OfAsync("run", "--device", "cpu", "--output", Path.Join(disk, "dx.npy"))).AssertSucceeded();
        }
        finally
        {
            Command.Run("umount", disk);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Matrix(int rows, int columns)
    {
        using MemoryStream stream = new();
        NpyWriter.Write<double>(stream, rows, columns, new double[rows * columns]);
        return stream.ToArray();
    }

    private async Task AssertRefusedAsync(string reason, string option, string name, byte[]? contents = null)
    {
        string path = contents is null ? _folder.File(name) : _folder.File(name, contents);
        string[] before = _folder.Names;
        CommandResult result = await CommandResult.OfAsync(
            "run", "--device", "cpu", option, path, "--output", _folder.File("dx.npy"), "--cache", _folder.File("s.npy"));
        result.AssertFailed(2, reason);
        Assert.Contains(path, result.Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Names);
    }
}
