namespace GpuSigmoid.Cli;

/// <summary>An output file that appears whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the target and renames over it; on any failure the old target stays and nothing else is left.</summary>
    /// <exception cref="BadInputException">The file cannot be written there.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using AtomicFileSet files = new();
        files.Add(path, write);
        files.Commit();
    }
}
