using System.Diagnostics;
using Xunit;

namespace GpuSigmoid.Tests.Cpu;

/// <summary>The same bits whatever vectors the processor has: this program again, with the wider ones turned off.</summary>
public sealed class VectorWidthTests
{
    private static readonly Lazy<string[]> Own = new(Digests.Compute);

    /// <param name="widest">The bits of the widest vectors that are left.</param>
    /// <param name="turnedOff">What to turn off, by the variables of the runtime; AVX-512 has two names in its versions.</param>
    [Theory]
    [InlineData(512)]
    [InlineData(256, "EnableAVX512F", "EnableAVX512")]
    [InlineData(128, "EnableAVX512F", "EnableAVX512", "EnableAVX2")]
    [InlineData(0, "EnableHWIntrinsic")]
    public async Task ResultsHaveTheSameBits(int widest, params string[] turnedOff)
    {
        (int width, string[] lines) = Digests.Parse(await RunDigests(turnedOff));
        Assert.Equal(Math.Min(widest, Digests.Width), width);
        Assert.Equal(Own.Value, lines);
    }

    private static async Task<string> RunDigests(string[] turnedOff)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(VectorWidthTests).Assembly.Location);
        start.ArgumentList.Add(Digests.Argument);
        foreach (string feature in turnedOff)
            start.Environment[$"DOTNET_{feature}"] = "0";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }
}
