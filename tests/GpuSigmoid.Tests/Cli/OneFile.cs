using GpuSigmoid.Cli;

namespace GpuSigmoid.Tests.Cli;

/// <summary>A set of one file.</summary>
internal static class OneFile
{
    public static void Write(string path, Action<Stream> write)
    {
        using AtomicFileSet files = new();
        files.Add(path, write);
        files.Commit();
    }
}
