using System.Buffers.Binary;
using System.IO.Compression;

namespace GpuSigmoid.Cli.Training;

/// <summary>The bytes of an IDX file: rows, and how many bytes a row has.</summary>
internal sealed record IdxArray(byte[] Bytes, int Rows, int Columns);

/// <summary>
/// Reads IDX files of bytes, plain or compressed by gzip. The length of what gzip holds is not known beforehand: memory is taken as bytes
/// come, never because a header claims them, and no more is read than one byte beyond the claim.
/// </summary>
internal static class IdxReader
{
    private const byte UnsignedBytes = 0x08;
    private const int BytesARead = 1 << 16;
    private const string Wanted = "an IDX file of unsigned bytes";

    /// <exception cref="BadInputException">The file is missing, unreadable or no IDX file of so many dimensions.</exception>
    public static IdxArray Read(string path, int dimensions)
    {
        try
        {
            FileSystemInfo target = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
            if (target is not FileInfo { Exists: true, Length: > 0 })
            {
                throw new BadInputException(path, "no file, an empty one, a pipe or a device", $"{Wanted}, and a regular file");
            }

            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            using Stream stream = IsCompressed(file) ? new GZipStream(file, CompressionMode.Decompress) : file;
            return Read(path, stream, dimensions);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be read, wanted {Wanted}: {exception.Message}", exception);
        }
    }

    private static bool IsCompressed(FileStream file)
    {
        bool isCompressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isCompressed;
    }

    private static IdxArray Read(string path, Stream stream, int dimensions)
    {
        Span<byte> header = stackalloc byte[4 + (4 * dimensions)];
        int length = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (length < header.Length)
        {
            throw new BadInputException(path, $"{length} bytes, truncated in the header", $"{Wanted} and {dimensions} dimensions");
        }

        if (header[0] != 0 || header[1] != 0 || header[2] != UnsignedBytes || header[3] != dimensions)
        {
            string expected = Convert.ToHexString([0, 0, UnsignedBytes, (byte)dimensions]);
            throw new BadInputException(
                path,
                $"a file that starts with {Convert.ToHexString(header[..4])}",
                $"{Wanted} and {dimensions} dimensions, which starts with {expected}");
        }

        uint rows = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        Int128 columns = 1;
        for (int dimension = 1; dimension < dimensions; dimension++)
        {
            columns *= BinaryPrimitives.ReadUInt32BigEndian(header[(4 + (4 * dimension))..]);
        }

        // Larger products of three 32-bit numbers fit the 128 bits as well.
        Int128 claimed = rows * columns;
        if (claimed > Array.MaxLength || columns > int.MaxValue || rows > int.MaxValue)
        {
            throw new BadInputException(path, $"{rows} x {columns} bytes", $"at most {Array.MaxLength}");
        }

        return new(ReadElements(path, stream, (int)claimed, $"{claimed} for {rows} x {columns}"), (int)rows, (int)columns);
    }

    private static byte[] ReadElements(string path, Stream stream, int claimed, string wanted)
    {
        using MemoryStream elements = new();
        byte[] part = new byte[BytesARead];
        while (elements.Length <= claimed)
        {
            long missing = claimed - elements.Length;
            int count = stream.Read(part, 0, (int)Math.Min(part.Length, missing + 1));
            if (count == 0)
            {
                break;
            }

            elements.Write(part, 0, count);
        }

        return elements.Length == claimed
            ? elements.ToArray()
            : throw new BadInputException(
                path, elements.Length < claimed ? $"{elements.Length} bytes of elements, truncated" : "bytes left over", wanted);
    }
}
