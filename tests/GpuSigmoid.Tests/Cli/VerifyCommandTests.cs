using System.Globalization;
using GpuSigmoid.Cli.Verification;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

public sealed class VerifyCommandTests
{
    private static string CpuDescription => SigmoidDevice.Enumerate().Single(device => device.Name == "cpu").Description;

    // The second block of the sample holds subnormal results: inputs C2C00000 and on.
    [Theory]
    [InlineData("2 of 2 blocks match", "--blocks", "2")]
    [InlineData("1 of 1 blocks match", "--dtype", "float16")]
    [InlineData("1 of 1 blocks match", "--dtype", "bfloat16")]
    [InlineData("1 of 1 blocks match", "--dtype", "float64")]
    [InlineData("1 of 1 blocks match", "--op", "forward", "--dtype", "float16")]
    [InlineData("2 of 2 blocks match", "--op", "tail", "--blocks", "2")]
    [InlineData("1 of 1 blocks match", "--op", "tail", "--dtype", "float16")]
    [InlineData("1 of 1 blocks match", "--op", "tail", "--dtype", "bfloat16")]
    [InlineData("1 of 1 blocks match", "--op", "tail", "--dtype", "float64")]
    [InlineData("2 of 2 blocks match", "--op", "output-from-tail", "--blocks", "2")]
    [InlineData("1 of 1 blocks match", "--op", "output-from-tail", "--dtype", "float16")]
    [InlineData("1 of 1 blocks match", "--op", "output-from-tail", "--dtype", "float64")]
    public async Task TheCpuKeepsThePromise(string lastLine, params string[] arguments)
    {
        CommandResult result = await CommandResult.OfAsync(["verify", "--device", "cpu", .. arguments]);
        result.AssertSucceeded();
        Assert.Equal(lastLine, result.OutputLines[^1]);
    }

    [Fact]
    public async Task TheFirstTenOfTwelveWrongFloat32ResultsAreNamed()
    {
        // A hundred inputs apart, in the block of the sample that has subnormal results.
        HashSet<uint> inputs = [.. Enumerable.Range(0, 12).Select(index => 0xC2C00000 + (uint)(100 * index))];
        CommandResult result = await WithLieAsync(Lie<uint>.For(inputs.Contains, bits => bits ^ 1), "--blocks", "3");
        AssertBroken(result, "2 of 3 blocks match");
        uint[] expected = [.. inputs.Order().Take(10)];
        string[] named = [.. result.OutputLines.Where(line => line.StartsWith("  C2C", StringComparison.Ordinal))];
        Assert.Equal(10, named.Length);
        Assert.All(named, (line, index) =>
        {
            float x = BitConverter.UInt32BitsToSingle(expected[index]);
            uint wanted = (uint)Oracle.Evaluate(Operation.Forward, FloatFormat.Float32, expected[index]);
            Assert.Equal(
                $"{Hex(expected[index])} ({Decimal(x)}) {Hex(wanted ^ 1)} ({Decimal(wanted ^ 1)}) {Hex(wanted)} ({Decimal(wanted)})",
                string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        });
    }

    [Fact]
    public async Task WrongResultsOfSeveralBlocksAreNamedInTheOrderOfTheInputs()
    {
        // One wrong result in each of 8 blocks, more blocks than are under way at a time on 2 cores.
        CommandResult result = await WithLieAsync(Lie<uint>.For(bits => (bits & 0xFFFFF) == 0x1234, bits => bits ^ 1), "--blocks", "8");
        AssertBroken(result, "0 of 8 blocks match");
        string[] named =
            [.. result.OutputLines.Where(line => line.Contains("01234 (", StringComparison.Ordinal)).Select(line => line.Trim()[..8])];
        Assert.Equal(BlockSample.Choose(8).Select(block => Hex(((uint)block << 20) + 0x1234)), named);
    }

    [Fact]
    public async Task ANaNThatIsNotTheCanonicalOneIsWrong()
    {
        CommandResult result = await WithLieAsync(Lie<uint>.For(bits => bits == 0x7F800001, bits => bits ^ 0x80000000), "--blocks", "6");
        AssertBroken(result, "5 of 6 blocks match");
        string line = Assert.Single(result.OutputLines, line => line.Contains("7F800001 (NaN)", StringComparison.Ordinal));
        Assert.Contains("FFC00000 (NaN)", line, StringComparison.Ordinal);
        Assert.Contains("7FC00000 (NaN)", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("float16", "3C00 (1)", "39D8", "39D9")]
    [InlineData("bfloat16", "3F80 (1)", "3F3A", "3F3B")]
    public async Task AWrongResultOfTheTwoByteTypesIsNamed(string type, string input, string got, string wanted)
    {
        ushort bits = ushort.Parse(input[..4], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        CommandResult result = await WithLieAsync(Lie<ushort>.For(x => x == bits, s => (ushort)(s ^ 1)), "--dtype", type);
        AssertBroken(result, "0 of 1 blocks match");
        string line = Assert.Single(result.OutputLines, line => line.Contains(input, StringComparison.Ordinal));
        Assert.Contains($" {got} (", line, StringComparison.Ordinal);
        Assert.Contains($" {wanted} (", line, StringComparison.Ordinal);
        Assert.Contains("65535 of 65536 outputs equal the table's.", result.OutputLines);
    }

    // A neighbour of a correctly rounded value is off by more than half a unit, and within 0.51 of them only for one in fifty.
    [Fact]
    public async Task NeighboursOfCorrectlyRoundedFloat64ResultsAreMostlyWrong()
    {
        CommandResult result = await WithLieAsync(Lie<double>.For(x => x is > 1 and < 2, Math.BitIncrement), "--dtype", "float64");
        AssertBroken(result, "0 of 1 blocks match");
        string[] named = [.. result.OutputLines.Where(line => line.StartsWith("  3FF", StringComparison.Ordinal))];
        Assert.Equal(10, named.Length);
    }

    [Fact]
    public async Task WhateverElseADeviceThrowsIsOneLine()
    {
        OpenForwardPass broken = (_, _, _) => throw new InvalidOperationException("the driver\nsays no");
        CommandResult result = await WithLieAsync(broken, "--blocks", "1");
        result.AssertFailed(3, "InvalidOperationException: the driver\\u000asays no");
    }

    [Fact]
    public async Task VerifyingCanBeCancelledHalfway()
    {
        using CancellationTokenSource cancellation = new();
        OpenForwardPass cancels = Lie<uint>.For(
            bits =>
            {
                cancellation.Cancel();
                return false;
            },
            bits => bits);
        CommandResult result = await CommandResult.OfAsync(cancels, cancellation.Token, "verify", "--device", "cpu", "--blocks", "3");
        result.AssertFailed(130, "cancelled");
    }

    private static Task<CommandResult> WithLieAsync(OpenForwardPass lie, params string[] arguments) =>
        CommandResult.OfAsync(lie, TestContext.Current.CancellationToken, ["verify", "--device", "cpu", .. arguments]);

    private static void AssertBroken(CommandResult result, string lastLine)
    {
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.Equal(lastLine, result.OutputLines[^1]);
        Assert.Contains("report", result.OutputLines[^2], StringComparison.Ordinal);
        Assert.Contains(CpuDescription, result.OutputLines[^2], StringComparison.Ordinal);
    }

    private static string Hex(uint bits) => bits.ToString("X8", CultureInfo.InvariantCulture);

    private static string Decimal(uint bits) => Decimal(BitConverter.UInt32BitsToSingle(bits));

    private static string Decimal(float value) => value.ToString(CultureInfo.InvariantCulture);
}
