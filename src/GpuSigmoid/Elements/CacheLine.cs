namespace GpuSigmoid.Elements;

/// <summary>What memory is read in, and written in past the caches.</summary>
internal static class CacheLine
{
    public const int SizeInBytes = 64;
}
