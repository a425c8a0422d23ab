using System.Diagnostics;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

/// <summary>Commands of the system, for what .NET itself cannot do: named pipes, mounts.</summary>
internal static class Command
{
    public static void Run(string command, params string[] arguments) => Assert.Equal(0, TryRun(command, arguments));

    public static int TryRun(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
