using System.Runtime.InteropServices;
using System.Text;

namespace GpuSigmoid.Tests.Cli;

/// <summary>.npy files put together by hand, valid or not.</summary>
internal static class NpyBytes
{
    public static string Fixture(string name) => Path.Join(AppContext.BaseDirectory, "Cli", "Fixtures", $"{name}.npy");

    public static byte[] File(string header, int dataBytes = 0, byte major = 1, byte minor = 0) =>
        File(header, new byte[dataBytes], major, minor);

    public static byte[] File(string header, byte[] data, byte major = 1, byte minor = 0) =>
        [.. Start((uint)header.Length, major, minor), .. Encoding.UTF8.GetBytes(header), .. data];

    /// <summary>Magic, version and a header length that need not be true.</summary>
    public static byte[] Start(uint headerLength, byte major = 1, byte minor = 0)
    {
        byte[] length = [(byte)headerLength, (byte)(headerLength >> 8), (byte)(headerLength >> 16), (byte)(headerLength >> 24)];
        return [0x93, .. "NUMPY"u8, major, minor, .. length.AsSpan(0, major == 1 ? 2 : 4)];
    }

    /// <summary>The values' bytes, least significant first, or last.</summary>
    public static byte[] Elements<T>(T[] values, bool isBigEndian)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes<T>(values).ToArray();
        if (isBigEndian == BitConverter.IsLittleEndian)
        {
            int size = Marshal.SizeOf<T>();
            for (int start = 0; start < bytes.Length; start += size)
            {
                Array.Reverse(bytes, start, size);
            }
        }

        return bytes;
    }
}
