using GpuSigmoid.Cli;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void ANewFileIsAllThatAppears()
    {
        OneFile.Write(_folder.File("out"), stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(_folder.File("out")));
        Assert.Equal(["out"], _folder.Names);
    }

    [Fact]
    public void AnOldFileStaysUntilTheNewOneIsWhole()
    {
        string path = _folder.File("out", "old"u8);
        OneFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(path));
        });
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["out"], _folder.Names);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void AFullDiskLeavesTheOldFileAndNothingElse(int bytesBefore)
    {
        string path = _folder.File("out", "old"u8);
        AssertRefused("No space left on device", path, stream =>
        {
            stream.Write(new byte[bytesBefore]);
            throw new IOException("No space left on device");
        });
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["out"], _folder.Names);
    }

    // A real one of 64 KiB. Both writes of half of it would succeed, a third cannot.
    [Fact]
    public void ADiskThatIsReallyFullLeavesTheOldFileAndNothingElse()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root on Linux can mount a small disk.");
        string disk = Directory.CreateDirectory(_folder.File("disk")).FullName;
        Assert.SkipUnless(Command.TryRun("mount", "-t", "tmpfs", "-o", "size=64k", "none", disk) == 0, "Mounting is not allowed here.");
        try
        {
            string path = Path.Join(disk, "out");
            OneFile.Write(path, stream => stream.Write(new byte[32 * 1024]));
            AssertRefused("out: cannot be written: ", path, stream => stream.Write(new byte[64 * 1024]));
            Assert.Equal(32 * 1024, new FileInfo(path).Length);
            Assert.Equal([path], Directory.GetFileSystemEntries(disk));
        }
        finally
        {
            Command.Run("umount", disk);
        }
    }

    [Fact]
    public void CancellingLeavesTheOldFileAndNothingElse()
    {
        string path = _folder.File("out", "old"u8);
        Assert.Throws<OperationCanceledException>(() => OneFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            throw new OperationCanceledException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["out"], _folder.Names);
    }

    [Fact]
    public void PlacesWhereNoFileCanBeAreRefusedBeforeAnythingIsWritten()
    {
        AssertNotWritten("a folder, wanted", _folder.Path);
        AssertNotWritten("a folder, wanted", _folder.File("x/"));
        AssertNotWritten($"no folder {_folder.File("missing")}, wanted", _folder.File("missing/out"));
        AssertNotWritten("found no file name", "");
        AssertNotWritten("found no file name", "nul\0");
        Assert.Empty(_folder.Names);

        // A file where a folder is wanted.
        AssertNotWritten("no folder", Path.Join(_folder.File("file", "old"u8), "out"));
        Assert.Equal(["file"], _folder.Names);
    }

    [Fact]
    public void DevicesAndPipesAreRefusedAndSurvive()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither /dev nor pipes among its files.");
        AssertNotWritten("a device or a pipe", "/dev/null");
        AssertNotWritten("a device or a pipe", "/dev/../dev/full");
        File.CreateSymbolicLink(_folder.File("link"), "/dev/null");
        AssertNotWritten("a device or a pipe", _folder.File("link"));

        string pipe = _folder.File("pipe");
        Command.Run("mkfifo", pipe);
        AssertNotWritten("a device or a pipe", pipe);
        Assert.Equal(["link", "pipe"], _folder.Names);
        Assert.Equal(0, Command.TryRun("test", "-p", pipe));
    }

    [Fact]
    public void AWriteProtectedFileIsRefused()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root may write to any file.");
        string path = _folder.File("out", "old"u8);
        File.SetAttributes(path, FileAttributes.ReadOnly);
        AssertNotWritten("cannot be written", path);
        File.SetAttributes(path, FileAttributes.Normal);
        Assert.Equal("old", File.ReadAllText(path));
    }

    [Fact]
    public void ALinkStaysAndItsFileIsReplaced()
    {
        string path = _folder.File("out", "old"u8);
        File.CreateSymbolicLink(_folder.File("link"), path);
        OneFile.Write(_folder.File("link"), stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(path, new FileInfo(_folder.File("link")).LinkTarget);
        Assert.Equal(["link", "out"], _folder.Names);
    }

    [Fact]
    public void LinksInACircleAreRefused()
    {
        File.CreateSymbolicLink(_folder.File("a"), _folder.File("b"));
        File.CreateSymbolicLink(_folder.File("b"), _folder.File("a"));
        AssertNotWritten("cannot be written", _folder.File("a"));
        Assert.Equal(["a", "b"], _folder.Names);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertNotWritten(string defect, string path) =>
        AssertRefused(defect, path, _ => Assert.Fail("The target should have been refused before."));

    private static void AssertRefused(string defect, string path, Action<Stream> write)
    {
        BadInputException exception = Assert.Throws<BadInputException>(() => OneFile.Write(path, write));
        Assert.Contains(path.Replace("\0", "\\u0000", StringComparison.Ordinal), exception.Message, StringComparison.Ordinal);
        Assert.Contains(defect, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(exception.Message, char.IsControl);
    }
}
