using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GpuSigmoid.Cli.Npy;

/// <summary>What stands before the elements of a .npy file: NumPy's NEP 1, format versions 1.0 to 3.0.</summary>
internal sealed record NpyHeader(NpyElement Element, bool IsBigEndian, bool IsColumnMajor, long Rows, long Columns)
{
    /// <summary>The longest header text that numpy.load takes from a file that it was not told to trust.</summary>
    public const int LongestText = 10_000;

    private const int Alignment = 64;

    // NumPy leaves room for the first dimension to grow to this many digits without moving the elements.
    private const int DigitsOfGrowth = 21;

    /// <summary>The magic string; the version's two bytes and the length of the text follow.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The header of version 1.0 as NumPy itself writes it for a row-major matrix in the byte order of this machine.</summary>
    public byte[] ToBytes()
    {
        char byteOrder = IsBigEndian ? '>' : '<';
        string order = IsColumnMajor ? "True" : "False";
        string rows = Rows.ToString(CultureInfo.InvariantCulture);
        string text = $"{{'descr': '{byteOrder}f{Element.ByteCount()}', 'fortran_order': {order}, 'shape': ({rows}, {Columns}), }}";

        int prefix = Magic.Length + 4;
        int used = prefix + text.Length + Math.Max(0, DigitsOfGrowth - rows.Length) + 1;
        byte[] bytes = new byte[used + Alignment - (used % Alignment)];

        bytes.AsSpan().Fill((byte)' ');
        Magic.CopyTo(bytes);
        bytes[Magic.Length] = 1;
        bytes[Magic.Length + 1] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Magic.Length + 2), (ushort)(bytes.Length - prefix));
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(prefix));
        bytes[^1] = (byte)'\n';
        return bytes;
    }
}
