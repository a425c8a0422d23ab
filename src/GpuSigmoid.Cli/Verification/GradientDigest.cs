using System.Security.Cryptography;

namespace GpuSigmoid.Cli.Verification;

/// <summary>
/// The SHA-256 of the gradients of all inputs of a type, in the order of the inputs: what no bound sees, that they are the same on every
/// device, it does.
/// </summary>
internal sealed class GradientDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Append(ReadOnlySpan<byte> gradients) => _hash.AppendData(gradients);

    public string Take() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <summary>What the `cpu` device gave, by each of its ways.</summary>
    public static string Expected(ElementType type) => type switch
    {
        ElementType.Float32 => "11b8ea2277cf7e1bb08501291ff8e60c1eb7e8ce52b2a35fb065893ee25605df",
        ElementType.Float64 => "31cf64b6ea3b8a5f58fe9c6bb3bbf2e7822988203428f7476d5c0b71da23ea62",
        ElementType.Float16 => "e7796af6d0a83df39505896c5a9175b55bc9b92f38b797af7bc573db0a9f9da4",
        ElementType.BFloat16 => "0cd110bc5d762fa7053c47de85494804b916ac315de0d7ba9b3b0ca56cc753ec",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public void Dispose() => _hash.Dispose();
}
