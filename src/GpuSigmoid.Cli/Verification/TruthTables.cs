using System.Globalization;
using System.Text;

namespace GpuSigmoid.Cli.Verification;

/// <summary>The tables of correctly rounded outputs (see data/truth/README.md) that the program carries.</summary>
internal static class TruthTables
{
    public const int Float32Blocks = 4096;

    /// <summary>SHA-256 of the outputs for each block of 2^20 float32 inputs, whose bits follow each other from 0 on.</summary>
    public static byte[][] Float32Hashes()
    {
        string[] lines = Encoding.ASCII.GetString(Read("f32-forward.sha256")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length != Float32Blocks)
        {
            throw new InvalidDataException($"The float32 table has {lines.Length} lines, wanted {Float32Blocks}.");
        }

        byte[][] hashes = new byte[lines.Length][];
        for (int block = 0; block < hashes.Length; block++)
        {
            if (!lines[block].StartsWith(block.ToString("x3", CultureInfo.InvariantCulture), StringComparison.Ordinal))
            {
                throw new InvalidDataException($"Line {block} of the float32 table is '{lines[block]}', wanted block {block:x3}.");
            }

            hashes[block] = Convert.FromHexString(lines[block].AsSpan(4).Trim());
        }

        return hashes;
    }

    /// <summary>The 2-byte outputs for the inputs whose bits are 0000 to FFFF.</summary>
    public static byte[] Narrow(ElementType type) => Read(type == ElementType.Float16 ? "f16-forward.bin" : "bf16-forward.bin");

    /// <summary>Pairs of an input and its output.</summary>
    public static byte[] Float64Pairs() => Read("f64-forward.bin");

    private static byte[] Read(string name)
    {
        using Stream resource = typeof(TruthTables).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly was built without its resource {name}.");
        byte[] bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
