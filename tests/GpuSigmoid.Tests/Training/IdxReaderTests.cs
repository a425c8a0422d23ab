using System.Buffers.Binary;
using System.IO.Compression;
using GpuSigmoid.Cli;
using GpuSigmoid.Cli.Training;
using GpuSigmoid.Tests.Cli;
using Xunit;

namespace GpuSigmoid.Tests.Training;

public sealed class IdxReaderTests : IDisposable
{
    // The reader's own buffer is 64 KiB; what a header claims below is gigabytes.
    private const long MostBytesAllocated = 1 << 20;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[], string> Hostile => new()
    {
        { "empty", [], "an empty one" },
        { "cut header", [0, 0, 8, 3, 0, 0], "6 bytes, truncated in the header" },
        { "one dimension", Idx([16], 16), "starts with 00000801, wanted" },
        { "of floats", [0, 0, 0x0D, 3, .. new byte[12]], "starts with 00000D03" },
        { "no IDX", "PK, not an array"u8.ToArray(), "starts with 504B2C20" },
        { "short", Idx([2, 3, 3], 17), "17 bytes of elements, truncated, wanted 18 for 2 x 9" },
        { "long", Idx([2, 3, 3], 19), "bytes left over, wanted 18 for 2 x 9" },
        { "claims 2 GB", Idx([2, 1 << 15, (1 << 15) - 1], 40), "40 bytes of elements, truncated, wanted 2147418112 for 2 x 1073709056" },
        { "overflows", Idx([uint.MaxValue, uint.MaxValue, uint.MaxValue], 8), "4294967295 x 18446744065119617025 bytes, wanted at most" },
        { "rows without bytes", Idx([uint.MaxValue, 0, 1], 0), "4294967295 x 0 bytes" },
        { "cut gzip", Compressed(Idx([2, 3, 3], 18))[..^12], "" },
        { "broken gzip", [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "cannot be read" },
        { "bomb", Compressed(Idx([1, 1, 1], 50_000_000)), "bytes left over, wanted 1 for 1 x 1" },
    };

    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void AHostileFileIsRefused(string name, byte[] bytes, string defect)
    {
        string path = _folder.File(name, bytes);
        Assert.Throws<BadInputException>(() => IdxReader.Read(path, 3));
        long before = GC.GetAllocatedBytesForCurrentThread();
        BadInputException exception = Assert.Throws<BadInputException>(() => IdxReader.Read(path, 3));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytesAllocated);
        Assert.StartsWith($"{path}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(defect, exception.Message, StringComparison.Ordinal);
        Assert.Contains("wanted ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFolderIsReadPlainOrCompressed(bool isCompressed)
    {
        Fill(isCompressed);
        TrainingData data = TrainingData.Load(_folder.Path);
        Assert.Equal((3, 2, 4, 3), (data.Train.Rows, data.Test.Rows, data.Columns, data.Classes));
        // Idx's elements count up: 0, 1, 2, ...
        Assert.Equal(Enumerable.Range(0, 12).Select(pixel => pixel / 255f), data.Train.Values);
        Assert.Equal([0, 1, 2], data.Train.Labels);
    }

    [Fact]
    public void FilesThatDoNotFitTogetherAreRefused()
    {
        Fill(isCompressed: false);
        _folder.File("t10k-labels-idx1-ubyte", Idx([3], 3));
        AssertRefused("t10k-labels-idx1-ubyte: found 3 labels, wanted 2, as many as");
        _folder.File("t10k-labels-idx1-ubyte", Idx([2], 2));
        _folder.File("t10k-images-idx3-ubyte", Idx([2, 3, 2], 12));
        AssertRefused("images of 4 pixels to train on and of 6 to test with");
        File.Delete(_folder.File("train-labels-idx1-ubyte"));
        AssertRefused("found no train-labels-idx1-ubyte.gz and no train-labels-idx1-ubyte");
    }

    public void Dispose() => _folder.Dispose();

    private void Fill(bool isCompressed)
    {
        foreach ((string name, byte[] bytes) in new[]
        {
            ("train-images-idx3-ubyte", Idx([3, 2, 2], 12)), ("train-labels-idx1-ubyte", Idx([3], 3)),
            ("t10k-images-idx3-ubyte", Idx([2, 2, 2], 8)), ("t10k-labels-idx1-ubyte", Idx([2], 2)),
        })
        {
            _folder.File(isCompressed ? $"{name}.gz" : name, isCompressed ? Compressed(bytes) : bytes);
        }
    }

    private void AssertRefused(string message) =>
        Assert.Contains(message, Assert.Throws<BadInputException>(() => TrainingData.Load(_folder.Path)).Message, StringComparison.Ordinal);

    private static byte[] Idx(uint[] dimensions, int elements)
    {
        byte[] bytes = new byte[4 + 4 * dimensions.Length + elements];
        bytes[2] = 8;
        bytes[3] = (byte)dimensions.Length;
        for (int i = 0; i < dimensions.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 + 4 * i), dimensions[i]);
        for (int i = 0; i < elements; i++)
            bytes[4 + 4 * dimensions.Length + i] = (byte)i;
        return bytes;
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return stream.ToArray();
    }
}
