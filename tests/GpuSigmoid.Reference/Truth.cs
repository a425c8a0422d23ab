using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GpuSigmoid.Reference;

/// <summary>The tables of data/truth, which describes them, read once from inside this assembly: do not write into the arrays.</summary>
public static class Truth
{
    private static readonly Lazy<byte[][]> Float32ForwardHashes = new(ReadHashes);
    private static readonly Lazy<ushort[]> Float16 = new(() => ReadUInt16("f16-forward.bin"));
    private static readonly Lazy<ushort[]> BFloat16 = new(() => ReadUInt16("bf16-forward.bin"));
    private static readonly Lazy<(double X, double S)[]> Float64 = new(ReadFloat64Forward);
    private static readonly Lazy<(float S, float Dy, float Dx)[]> Backward = new(ReadFloat32Backward);

    /// <summary>The number of blocks of 2^20 float32 inputs that have a hash.</summary>
    public const int Float32Blocks = 4096;

    /// <summary>float16 outputs by input bits.</summary>
    public static ushort[] Float16Forward => Float16.Value;

    /// <summary>bfloat16 outputs by input bits.</summary>
    public static ushort[] BFloat16Forward => BFloat16.Value;

    public static (double X, double S)[] Float64Forward => Float64.Value;

    public static (float S, float Dy, float Dx)[] Float32Backward => Backward.Value;

    /// <summary>SHA-256 of the little-endian float32 outputs for the inputs with bits block·2^20 to block·2^20 + 2^20 − 1.</summary>
    public static byte[] Float32ForwardHash(int block) => Float32ForwardHashes.Value[block];

    private static byte[] Read(string name)
    {
        using Stream stream = typeof(Truth).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{typeof(Truth).Assembly.GetName().Name} was built without the resource {name}.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static byte[][] ReadHashes()
    {
        string[] lines = Encoding.ASCII.GetString(Read("f32-forward.sha256")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        byte[][] hashes = new byte[Float32Blocks][];
        for (int block = 0; block < hashes.Length; block++)
        {
            string[] fields = lines[block].Trim().Split(' ');
            if (fields[0] != block.ToString("x3", CultureInfo.InvariantCulture))
            {
                throw new InvalidDataException($"f32-forward.sha256 names block {fields[0]} where block {block:x3} was due.");
            }
            hashes[block] = Convert.FromHexString(fields[1]);
        }
        return hashes;
    }

    private static ushort[] ReadUInt16(string name)
    {
        byte[] bytes = Read(name);
        ushort[] values = new ushort[bytes.Length / sizeof(ushort)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(i * sizeof(ushort)));
        }
        return values;
    }

    private static (double X, double S)[] ReadFloat64Forward()
    {
        byte[] bytes = Read("f64-forward.bin");
        (double X, double S)[] pairs = new (double, double)[bytes.Length / (2 * sizeof(double))];
        for (int i = 0; i < pairs.Length; i++)
        {
            ReadOnlySpan<byte> pair = bytes.AsSpan(i * 2 * sizeof(double));
            pairs[i] = (BinaryPrimitives.ReadDoubleLittleEndian(pair), BinaryPrimitives.ReadDoubleLittleEndian(pair[sizeof(double)..]));
        }
        return pairs;
    }

    private static (float S, float Dy, float Dx)[] ReadFloat32Backward()
    {
        byte[] bytes = Read("f32-backward.bin");
        (float S, float Dy, float Dx)[] triples = new (float, float, float)[bytes.Length / (3 * sizeof(float))];
        for (int i = 0; i < triples.Length; i++)
        {
            ReadOnlySpan<byte> triple = bytes.AsSpan(i * 3 * sizeof(float));
            triples[i] = (
                BinaryPrimitives.ReadSingleLittleEndian(triple),
                BinaryPrimitives.ReadSingleLittleEndian(triple[sizeof(float)..]),
                BinaryPrimitives.ReadSingleLittleEndian(triple[(2 * sizeof(float))..]));
        }
        return triples;
    }
}
