using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace GpuSigmoid.Cli.Npy;

/// <summary>
/// Reads .npy files into row-major matrices. Whatever a header claims is held against the file's real length before memory is taken.
/// </summary>
internal static class NpyReader
{
    private const string Wanted = "a .npy file of float16, float32 or float64";

    // One read takes a span of bytes, whose length is an int.
    private const int ElementsARead = 1 << 24;

    /// <exception cref="BadInputException">The file is missing, unreadable or not a .npy file of at most 2 dimensions.</exception>
    public static NpyMatrix Read(string path)
    {
        try
        {
            using FileStream stream = Open(path);
            NpyHeader header = ReadHeader(path, stream);
            CheckLength(path, stream, header);
            return header.Element switch
            {
                NpyElement.Float16 => ReadMatrix<Half, ushort>(stream, header, BinaryPrimitives.ReverseEndianness),
                NpyElement.Float32 => ReadMatrix<float, uint>(stream, header, BinaryPrimitives.ReverseEndianness),
                _ => ReadMatrix<double, ulong>(stream, header, BinaryPrimitives.ReverseEndianness),
            };
        }
        catch (EndOfStreamException exception)
        {
            throw new BadInputException(path, "a file that became shorter while it was read", "one that stays as it is", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            throw new BadInputException($"{path}: cannot be read, wanted {Wanted}: {exception.Message}", exception);
        }
    }

    private static FileStream Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new BadInputException(path, "a folder", Wanted);
        }

        if (!File.Exists(path))
        {
            throw new BadInputException(path, "no such file", Wanted);
        }

        // Pipes and devices have no length. They are told by it before they are opened, since opening a pipe waits for its writer.
        FileSystemInfo target = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
        if (target is not FileInfo { Exists: true, Length: > 0 })
        {
            throw new BadInputException(path, "an empty file, a pipe or a device", $"{Wanted}, and a regular file");
        }

        return new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
    }

    private static NpyHeader ReadHeader(string path, FileStream stream)
    {
        Span<byte> start = stackalloc byte[NpyHeader.Magic.Length + 6];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (!start.StartsWith(NpyHeader.Magic))
        {
            ReadOnlySpan<byte> magic = start[..Math.Min(start.Length, NpyHeader.Magic.Length)];
            throw new BadInputException(
                path,
                $"a file that starts with {Convert.ToHexString(magic)}",
                $"{Wanted}, which starts with {Convert.ToHexString(NpyHeader.Magic)}");
        }

        ReadOnlySpan<byte> rest = start[NpyHeader.Magic.Length..];
        if (rest.Length < 6)
        {
            throw new BadInputException(path, $"a file of {start.Length} bytes, truncated in its header", Wanted);
        }

        (byte major, byte minor) = (rest[0], rest[1]);
        if (major is < 1 or > 3 || minor != 0)
        {
            throw new BadInputException(path, $"format version {major}.{minor}", "1.0, 2.0 or 3.0");
        }

        uint textLength = major == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(rest[2..])
            : BinaryPrimitives.ReadUInt32LittleEndian(rest[2..]);
        if (textLength > NpyHeader.LongestText)
        {
            throw new BadInputException(path, $"a header of {textLength} bytes", $"one of at most {NpyHeader.LongestText}");
        }

        stream.Position = NpyHeader.Magic.Length + (major == 1 ? 4 : 6);
        long available = stream.Length - stream.Position;
        if (textLength > available)
        {
            throw new BadInputException(path, $"{available} bytes where the header should be, truncated", $"its {textLength} bytes");
        }

        byte[] text = new byte[textLength];
        stream.ReadExactly(text);
        return NpyHeaderParser.Parse(path, (major == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text));
    }

    private static void CheckLength(string path, FileStream stream, NpyHeader header)
    {
        Int128 elements = (Int128)header.Rows * header.Columns;
        if (elements > long.MaxValue)
        {
            throw new BadInputException(path, $"the shape {header.Rows} x {header.Columns}", $"at most {long.MaxValue} elements");
        }

        Int128 claimed = elements * header.Element.ByteCount();
        long available = stream.Length - stream.Position;
        if (claimed != available)
        {
            string defect = claimed > available ? "truncated" : "with bytes left over";
            throw new BadInputException(
                path,
                $"{available} bytes of elements, {defect}",
                $"{claimed} for {header.Rows} x {header.Columns} of {header.Element}");
        }

        if (elements > Array.MaxLength)
        {
            throw new BadInputException(path, $"{header.Rows} x {header.Columns} elements", $"at most {Array.MaxLength}");
        }
    }

    private static NpyMatrix ReadMatrix<T, TBits>(FileStream stream, NpyHeader header, ByteReversal<TBits> reverse)
        where T : unmanaged
        where TBits : unmanaged
    {
        T[] values = GC.AllocateUninitializedArray<T>((int)(header.Rows * header.Columns));
        Span<T> rest = values;
        while (!rest.IsEmpty)
        {
            Span<T> part = rest[..Math.Min(rest.Length, ElementsARead)];
            stream.ReadExactly(MemoryMarshal.AsBytes(part));
            if (header.IsBigEndian == BitConverter.IsLittleEndian)
            {
                Span<TBits> bits = MemoryMarshal.Cast<T, TBits>(part);
                reverse(bits, bits);
            }

            rest = rest[part.Length..];
        }

        bool isRowMajor = !header.IsColumnMajor || header.Rows <= 1 || header.Columns <= 1;
        return NpyMatrix.Of(
            header.Rows,
            header.Columns,
            isRowMajor ? values : Transposition.ToRowMajor(values, (int)header.Rows, (int)header.Columns));
    }

    private delegate void ByteReversal<TBits>(ReadOnlySpan<TBits> source, Span<TBits> destination);
}
