namespace GpuSigmoid.Cli;

/// <summary>Runs a command so that whatever goes wrong is one line on the error stream and an exit code.</summary>
internal static class Guarded
{
    /// <summary>On a thread of its own: Ctrl-C is heard only once the command's call has returned its task.</summary>
    public static Task<int> RunAsync(Terminal terminal, Func<int> command) => Task.Run(() => Run(terminal, command));

    private static int Run(Terminal terminal, Func<int> command)
    {
        try
        {
            return command();
        }
        catch (OperationCanceledException)
        {
            return Fail(terminal, ExitCode.Cancelled, "cancelled");
        }
        catch (Exception exception) when (exception is BadInputException or DeviceUnavailableException or OutOfDeviceMemoryException
            or ShapeMismatchException)
        {
            return Fail(terminal, ExitCode.BadInput, exception.Message);
        }
        catch (OutOfMemoryException exception)
        {
            return Fail(terminal, ExitCode.BadInput, $"the host has not the memory for this matrix: {exception.Message}");
        }
        catch (IOException exception)
        {
            // Files have their own errors, with their names: what is left is the standard output, as on a full disk.
            return Fail(terminal, ExitCode.BadInput, $"standard output: cannot be written: {exception.Message}");
        }
        catch (Exception exception)
        {
            return Fail(terminal, ExitCode.Defect, $"a defect, please report it: {exception.GetType().Name}: {exception.Message}");
        }
    }

    private static int Fail(Terminal terminal, int exitCode, string message)
    {
        terminal.WriteError(BadInputException.Printable(message));
        return exitCode;
    }
}
