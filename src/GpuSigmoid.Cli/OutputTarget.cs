namespace GpuSigmoid.Cli;

/// <summary>The file that an output path means, if a file may be renamed to it.</summary>
internal static class OutputTarget
{
    private static readonly string[] FoldersOfDevices = ["/dev/", "/proc/", "/sys/"];

    /// <summary>Follows links, so that a link stays one and the file that it points to is replaced.</summary>
    /// <exception cref="BadInputException">There is something that is no regular file, or no folder to write into.</exception>
    /// <exception cref="IOException">Links lead in a circle, or the file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is write-protected.</exception>
    public static string Resolve(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0'))
        {
            throw new BadInputException($"'{path}': found no file name, wanted the name of the file to write");
        }

        string target = Path.GetFullPath(path);
        if (new FileInfo(target).LinkTarget is not null)
        {
            target = File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
        }

        if (Directory.Exists(target) || Path.EndsInDirectorySeparator(target))
        {
            throw new BadInputException(path, "a folder", "the name of the file to write");
        }

        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw new BadInputException(path, $"no folder {Path.GetDirectoryName(target)}", "the name of a file in a folder that exists");
        }

        if (IsDevice(target))
        {
            throw new BadInputException(path, "a device or a pipe", "the name of a regular file");
        }

        return target;
    }

    // Renaming over /dev/null would put a file in its place for the whole machine.
    private static bool IsDevice(string target)
    {
        if (FoldersOfDevices.Any(folder => target.StartsWith(folder, StringComparison.Ordinal))
            && !target.StartsWith("/dev/shm/", StringComparison.Ordinal))
        {
            return true;
        }

        if (!File.Exists(target))
        {
            return false;
        }

        // Opened for reading too, since a pipe opened only for writing waits for its reader. A write-protected file is refused by this:
        // renaming would not heed the protection.
        using FileStream existing = new(target, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return !existing.CanSeek;
    }
}
