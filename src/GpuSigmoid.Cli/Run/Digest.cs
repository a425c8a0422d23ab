using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GpuSigmoid.Cli.Run;

internal static class Digest
{
    // A span of bytes has a length of 31 bits.
    private const int ElementsAtOnce = 1 << 24;

    /// <summary>SHA-256 of the elements' bytes, row by row, in lower-case hex.</summary>
    public static string Of<T>(ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (!elements.IsEmpty)
        {
            ReadOnlySpan<T> part = elements[..Math.Min(elements.Length, ElementsAtOnce)];
            hash.AppendData(MemoryMarshal.AsBytes(part));
            elements = elements[part.Length..];
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
