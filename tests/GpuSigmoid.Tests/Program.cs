using GpuSigmoid.Tests.Cpu;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace GpuSigmoid.Tests;

/// <summary>
/// What xunit would generate, and one argument more: a test starts this program anew with fewer vector instructions, which a process is
/// told when it starts, and compares what it prints with its own.
/// </summary>
internal static class Program
{
    // The test platform's own arguments: "dotnet test" talks to the program through a pipe.
    private static readonly string[] PlatformArguments = ["--server", "--internal-msbuild-node"];

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is [Digests.Argument])
        {
            Digests.Print(Console.Out);
            return 0;
        }
        return arguments.Any(PlatformArguments.Contains)
            ? await TestPlatformTestFramework.RunAsync(arguments, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(arguments);
    }
}
