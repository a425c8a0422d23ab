namespace GpuSigmoid.Cli;

/// <summary>
/// Output files that belong together: all are written beside their targets first, then all are renamed. Until <see cref="Commit"/> no
/// target has changed; what was not committed is deleted by <see cref="Dispose"/>.
/// </summary>
internal sealed class AtomicFileSet : IDisposable
{
    private readonly List<PendingFile> _pending = [];

    /// <summary>Writes the file's bytes to the disk, not yet to their place.</summary>
    /// <exception cref="BadInputException">The file cannot be written there, or the set already has it.</exception>
    public void Add(string path, Action<Stream> write)
    {
        try
        {
            string target = OutputTarget.Resolve(path);
            if (_pending.FirstOrDefault(file => file.Target == target) is PendingFile other)
            {
                throw new BadInputException(path, $"the same output file as {other.Path}", "a file of its own for each output");
            }

            string temporary = Path.Join(Path.GetDirectoryName(target), $".gpusigmoid-{Guid.NewGuid():N}.tmp");
            // Without a buffer nothing is left for closing to write, so that a full disk shows here.
            using FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            _pending.Add(new(path, target, temporary));
            write(stream);
            stream.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, exception);
        }
    }

    /// <summary>Renames every file to its target, in the order in which they were added.</summary>
    /// <exception cref="BadInputException">A file cannot be put in its place; the message names those that already are.</exception>
    public void Commit()
    {
        List<string> done = [];
        while (_pending is [PendingFile file, ..])
        {
            try
            {
                File.Move(file.Temporary, file.Target, overwrite: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw CannotWrite(file.Path, exception, done.Count == 0 ? "" : $" ({string.Join(", ", done)} already written)");
            }

            _pending.RemoveAt(0);
            done.Add(file.Path);
        }
    }

    public void Dispose()
    {
        foreach (PendingFile file in _pending)
        {
            try
            {
                File.Delete(file.Temporary);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The failure that led here is the one to report.
            }
        }

        _pending.Clear();
    }

    private static BadInputException CannotWrite(string path, Exception exception, string addition = "") =>
        new($"{path}: cannot be written{addition}: {exception.Message}", exception);

    private sealed record PendingFile(string Path, string Target, string Temporary);
}
