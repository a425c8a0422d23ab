using GpuSigmoid.Cli;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

public sealed class AtomicFileSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void NothingAppearsBeforeTheCommitAndEverythingAfter()
    {
        string first = _folder.File("first", "old"u8);
        using AtomicFileSet files = new();
        files.Add(first, stream => stream.Write("new 1"u8));
        files.Add(_folder.File("second"), stream => stream.Write("new 2"u8));
        Assert.Equal("old", File.ReadAllText(first));
        Assert.False(File.Exists(_folder.File("second")));

        files.Commit();
        Assert.Equal("new 1", File.ReadAllText(first));
        Assert.Equal("new 2", File.ReadAllText(_folder.File("second")));
        Assert.Equal(["first", "second"], _folder.Names);
    }

    [Fact]
    public void WithoutACommitNothingAppears()
    {
        using (AtomicFileSet files = new())
        {
            files.Add(_folder.File("first"), stream => stream.Write("new"u8));
        }

        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void WhenTheSecondFailsTheFirstStaysAsItWas()
    {
        string first = _folder.File("first", "old"u8);
        Assert.Throws<BadInputException>(() =>
        {
            using AtomicFileSet files = new();
            files.Add(first, stream => stream.Write("new"u8));
            files.Add(_folder.File("second"), _ => throw new IOException("No space left on device"));
            files.Commit();
        });
        Assert.Equal("old", File.ReadAllText(first));
        Assert.Equal(["first"], _folder.Names);
    }

    [Fact]
    public void OneFileCannotBeTwoOutputs()
    {
        File.CreateSymbolicLink(_folder.File("link"), _folder.File("out"));
        using (AtomicFileSet files = new())
        {
            files.Add(_folder.File("out"), stream => stream.Write("new"u8));
            foreach (string same in new[] { _folder.File("out"), _folder.File("./out"), _folder.File("link") })
            {
                BadInputException exception = Assert.Throws<BadInputException>(() => files.Add(same, stream => stream.Write("other"u8)));
                string expected = $"{same}: found the same output file as {_folder.File("out")}";
                Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(["link"], _folder.Names);
    }

    // What was free when the files were written is a folder when they are renamed.
    [Fact]
    public void ARenameThatFailsNamesWhatIsInPlaceAndLeavesNoTemporaryFile()
    {
        using (AtomicFileSet files = new())
        {
            files.Add(_folder.File("first"), stream => stream.Write("1"u8));
            files.Add(_folder.File("second"), stream => stream.Write("2"u8));
            files.Add(_folder.File("third"), stream => stream.Write("3"u8));
            Directory.CreateDirectory(_folder.File("second"));
            BadInputException exception = Assert.Throws<BadInputException>(files.Commit);
            Assert.StartsWith(
                $"{_folder.File("second")}: cannot be written ({_folder.File("first")} already written): ",
                exception.Message,
                StringComparison.Ordinal);
        }

        Assert.Equal(["first", "second"], _folder.Names);
        Assert.Equal("1", File.ReadAllText(_folder.File("first")));
    }

    public void Dispose() => _folder.Dispose();
}
