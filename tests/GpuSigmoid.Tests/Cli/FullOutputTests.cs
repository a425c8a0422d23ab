using GpuSigmoid.Cli;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

/// <summary>A report that cannot be written, as on a full disk, is no defect, and no file appears without it.</summary>
public sealed class FullOutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task RunLeavesNoFile() =>
        await AssertFails("run", "--device", "cpu", "--output", _folder.File("dx.npy"), "--cache", _folder.File("s.npy"));

    [Fact]
    public async Task RunLeavesNoFileWithJson() => await AssertFails("run", "--device", "cpu", "--json", "--output", _folder.File("dx.npy"));

    [Fact]
    public async Task TrainLeavesNoPicture() =>
        await AssertFails("train", "--device", "cpu", "--epochs", "1", "--plot", _folder.File("loss.png"));

    [Fact]
    public async Task DevicesSaysWhy() => await AssertFails("devices");

    public void Dispose() => _folder.Dispose();

    private async Task AssertFails(params string[] arguments)
    {
        using StringWriter error = new();
        using FullWriter output = new();
        Assert.Equal(2, await CommandLine.InvokeAsync(arguments, new Terminal(output, error), null, TestContext.Current.CancellationToken));
        Assert.Contains("standard output: cannot be written: No space left on device", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_folder.File("any"))!));
    }

    private sealed class FullWriter : StringWriter
    {
        public override void Write(char value) => throw Full();

        public override void Write(char[] buffer, int index, int count) => throw Full();

        public override void Write(ReadOnlySpan<char> buffer) => throw Full();

        public override void Write(string? value) => throw Full();

        private static IOException Full() => new("No space left on device");
    }
}
