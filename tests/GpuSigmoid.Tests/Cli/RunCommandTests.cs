using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using GpuSigmoid.Cli.Data;
using GpuSigmoid.Cli.Npy;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task TheDigitsGiveTheDigestsOfTheExactResultsRoundedOnce()
    {
        // The digits have few different values: the reference is asked once for each.
        Dictionary<float, float> outputs = [];
        Dictionary<float, float> gradients = [];
        float[] x = Array.ConvertAll(Digits.Load().Standardise(), value => (float)value);
        float[] s = Array.ConvertAll(x, value => Remember(outputs, value, Oracle.Sigmoid));
        float[] dx = Array.ConvertAll(s, value => Remember(gradients, value, output => Oracle.Backward(output, 1)));

        CommandResult result = await CommandResult.OfAsync("run", "--device", "cpu", "--json", "--cache", _folder.File("s.npy"));
        result.AssertSucceeded();
        Assert.Equal(Sha256(s), result.Json.GetProperty("forward").GetProperty("sha256").GetString());
        Assert.Equal(s, NpyReader.Read(_folder.File("s.npy")).Values<float>().ToArray());

        // Backward may miss the nearest float32 by 0.002 ULP, so its digest is that of the file, and the file is near to the exact values.
        await CommandResult.OfAsync("run", "--device", "cpu", "--output", _folder.File("dx.npy"));
        float[] written = NpyReader.Read(_folder.File("dx.npy")).Values<float>().ToArray();
        Assert.Equal(Sha256(written), result.Json.GetProperty("backward").GetProperty("sha256").GetString());
        Assert.Equal(dx.Length, written.Length);
        Assert.All(written, (value, index) => Assert.InRange(Math.Abs(value - dx[index]), 0, MathF.BitIncrement(dx[index]) - dx[index]));
    }

    [Fact]
    public async Task TheJsonHasEveryField()
    {
        CommandResult result = await CommandResult.OfAsync("run", "--device", "cpu", "--json");
        result.AssertSucceeded();
        JsonElement json = result.Json;
        Assert.Equal("cpu", json.GetProperty("device").GetString());
        Assert.NotEmpty(json.GetProperty("deviceDescription").GetString()!);
        Assert.Equal("float32", json.GetProperty("dtype").GetString());
        Assert.Equal(1797, json.GetProperty("rows").GetInt64());
        Assert.Equal(64, json.GetProperty("columns").GetInt64());
        Assert.Contains("warm-up", json.GetProperty("timing").GetString()!, StringComparison.Ordinal);
        Assert.Equal(0, json.GetProperty("bytesBetweenPasses").GetInt64());
        Assert.Contains("double", json.GetProperty("errorReference").GetString()!, StringComparison.Ordinal);
        foreach ((string pass, int matrices, double bound) in new[] { ("forward", 2, 0.5), ("backward", 3, 0.502) })
        {
            JsonElement measured = json.GetProperty(pass);
            long bytes = measured.GetProperty("bytes").GetInt64();
            double seconds = measured.GetProperty("seconds").GetDouble();
            Assert.Equal(matrices * 1797 * 64 * sizeof(float), bytes);
            Assert.True(seconds > 0);
            // The quotient is computed from these very numbers.
            Assert.Equal(bytes / seconds / 1e9, measured.GetProperty("gigabytesPerSecond").GetDouble(), bytes / seconds / 1e9 * 1e-12);
            // 2^-28: the double reference's own error. Of 115,008 results one comes near to the bound.
            Assert.InRange(measured.GetProperty("worstErrorInUlp").GetDouble(), 0.45, bound + Math.ScaleB(1, -28));
            Assert.Equal(64, measured.GetProperty("sha256").GetString()!.Length);
        }
    }

    [Fact]
    public async Task TheTextHasTheDigestsOfTheJson()
    {
        JsonElement json = (await CommandResult.OfAsync("run", "--device", "cpu", "--json")).Json;
        CommandResult text = await CommandResult.OfAsync("run", "--device", "cpu");
        text.AssertSucceeded();
        Assert.Contains($"SHA-256 S    {json.GetProperty("forward").GetProperty("sha256").GetString()}", text.OutputLines);
        Assert.Contains($"SHA-256 dx   {json.GetProperty("backward").GetProperty("sha256").GetString()}", text.OutputLines);
        Assert.Contains("bus          0 bytes crossed between the passes", text.OutputLines);
        Assert.Contains("shape        1797 x 64 of float32", text.OutputLines);
    }

    [Theory]
    [InlineData("f2", "float16")]
    [InlineData("f4_fortran", "float32")]
    [InlineData("f8", "float64")]
    [InlineData("f4_one_dimension", "float32")]
    [InlineData("f4_no_rows", "float32")]
    [InlineData("f8_no_columns", "float64")]
    public async Task TheFilesOwnTypeAndShapeComeOut(string fixture, string type)
    {
        NpyMatrix input = NpyReader.Read(NpyBytes.Fixture(fixture));
        CommandResult result = await RunOnAsync(NpyBytes.Fixture(fixture), "--json");
        Assert.Equal(type, result.Json.GetProperty("dtype").GetString());
        foreach (string name in new[] { "s.npy", "dx.npy" })
        {
            NpyMatrix output = NpyReader.Read(_folder.File(name));
            Assert.Equal((input.Element, input.Rows, input.Columns), (output.Element, output.Rows, output.Columns));
        }
    }

    // Infinities, NaN, the results' whole range, and numbers that two roundings would round to others than one does.
    private static readonly double[] Inputs =
    [
        0, -0.0, 1, -1, 0.3, -7.7, 16.5, -16.6, 88, -90, -103.5, -720, 1e300, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
        1 + Math.ScaleB(1, -11) + Math.ScaleB(1, -30), 3 + Math.ScaleB(1, -7) + Math.ScaleB(1, -40),
        -2 - Math.ScaleB(3, -24) - Math.ScaleB(1, -50),
    ];

    [Theory]
    [InlineData("float16")]
    [InlineData("bfloat16")]
    [InlineData("float32")]
    [InlineData("float64")]
    public async Task EveryTypeIsReadRoundedOnceAndWritten(string type)
    {
        FloatFormat format = FloatFormat.All.Single(format => format.Name == type);
        string input = Npy("x.npy", 1, Inputs.Length, Inputs);
        JsonElement json = (await RunOnAsync(input, "--dtype", type, "--json")).Json;
        Assert.Equal(type, json.GetProperty("dtype").GetString());

        double[] s = Widen(NpyReader.Read(_folder.File("s.npy")));
        double[] dx = Widen(NpyReader.Read(_folder.File("dx.npy")));
        for (int index = 0; index < Inputs.Length; index++)
        {
            ulong x = Nearest(Inputs[index], format);
            double forwardError = Oracle.ErrorInUlp(Operation.Forward, format, x, 0, Nearest(s[index], format));
            // Both bounds are the library's contract: 0.5 is a correct rounding.
            Assert.InRange(forwardError, 0, type == "float64" ? 0.51 : 0.5);
            double backwardError = Oracle.ErrorInUlp(
                Operation.Backward, format, Nearest(s[index], format), Nearest(1, format), Nearest(dx[index], format));
            Assert.InRange(backwardError, 0, type.EndsWith("16", StringComparison.Ordinal) ? 0.5 : 0.502);
        }
    }

    // S(0) = 1/2, so dx = dy/4: exact, and shows the dy that was used.
    [Theory]
    [InlineData("float16", 11)]
    [InlineData("bfloat16", 8)]
    [InlineData("float32", 24)]
    public async Task AGradientIsRoundedOnce(string type, int precision)
    {
        // Just above the midpoint of two numbers, by less than the next wider type sees.
        double dy = 1 + Math.ScaleB(1, -precision) + Math.ScaleB(1, -50);
        string input = Npy("x.npy", 1, 1, [0.0]);
        await RunOnAsync(input, "--grad", Npy("dy.npy", 1, 1, [dy]), "--dtype", type);
        Assert.Equal((1 + Math.ScaleB(1, 1 - precision)) / 4, Assert.Single(Widen(NpyReader.Read(_folder.File("dx.npy")))));
    }

    [Fact]
    public async Task ValuesThatAFileHasInATypeOfItsOwnAreConverted()
    {
        await RunOnAsync(NpyBytes.Fixture("f2"), "--dtype", "float64");
        double[] x = Widen(NpyReader.Read(NpyBytes.Fixture("f2")));
        double[] s = Widen(NpyReader.Read(_folder.File("s.npy")));
        // The contract's bound.
        Assert.All(x, (value, index) => Assert.InRange(Oracle.SigmoidErrorInUlp(value, s[index]), 0, 0.51));
    }

    [Fact]
    public async Task AFileMayBeNamedWithAnAtSign()
    {
        string input = Npy("@x.npy", 1, 1, [0.0]);
        (await CommandResult.OfAsync("run", "--device", "cpu", "--input", input)).AssertSucceeded();
        (await CommandResult.OfAsync("run", "--device", "cpu", "--input", "@x.npy")).AssertFailed(2, "@x.npy: found no such file");
    }

    [Fact]
    public async Task CancellingLeavesNoFile()
    {
        CommandResult result = await CommandResult.OfAsync(
            null, new CancellationToken(canceled: true), "run", "--device", "cpu", "--output", _folder.File("dx.npy"));
        result.AssertFailed(130, "cancelled");
        Assert.Empty(_folder.Names);
    }

    public void Dispose() => _folder.Dispose();

    private static float Remember(Dictionary<float, float> known, float argument, Func<float, float> function)
    {
        if (!known.TryGetValue(argument, out float value))
        {
            value = function(argument);
            known.Add(argument, value);
        }

        return value;
    }

    private static string Sha256(float[] values) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(values)));

    private static double[] Widen(NpyMatrix matrix) => matrix.Element switch
    {
        NpyElement.Float16 => Array.ConvertAll(matrix.Values<Half>().ToArray(), value => (double)value),
        NpyElement.Float32 => Array.ConvertAll(matrix.Values<float>().ToArray(), value => (double)value),
        _ => matrix.Values<double>().ToArray(),
    };

    // The reference's own rounding, from integers.
    private static ulong Nearest(double value, FloatFormat format)
    {
        if (double.IsNaN(value))
        {
            return format.CanonicalNaN;
        }

        ulong sign = double.IsNegative(value) ? format.SignBit : 0;
        if (double.IsInfinity(value))
        {
            return format.Infinity | sign;
        }

        ExactNumber exact = ExactNumber.Of(BitConverter.DoubleToUInt64Bits(Math.Abs(value)), FloatFormat.Float64);
        return Rounding.Round(double.IsNegative(value), exact.Significand, exact.Exponent, sticky: false, format);
    }

    private string Npy(string name, int rows, int columns, double[] values)
    {
        using MemoryStream stream = new();
        NpyWriter.Write<double>(stream, rows, columns, values);
        return _folder.File(name, stream.ToArray());
    }

    private async Task<CommandResult> RunOnAsync(string input, params string[] arguments)
    {
        string[] all =
        [
            "run", "--device", "cpu", "--input", input, "--output", _folder.File("dx.npy"), "--cache", _folder.File("s.npy"), .. arguments,
        ];
        CommandResult result = await CommandResult.OfAsync(all);
        result.AssertSucceeded();
        return result;
    }
}
