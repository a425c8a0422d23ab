using System.Diagnostics;
using System.Globalization;
using GpuSigmoid.Bench.Passes;
using GpuSigmoid.Bench.Peers;
using Spectre.Console;

namespace GpuSigmoid.Bench.Accuracy;

/// <summary>What each library's float32 sigmoid is worth, over all 2^32 inputs or every n-th of them.</summary>
internal static class AccuracySurvey
{
    private const int BlockLength = 1 << 20;
    private const long Inputs = 1L << 32;

    /// <param name="stride">Takes every stride-th bit pattern; odd ones meet all last bits.</param>
    public static int Run(int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        long start = Stopwatch.GetTimestamp();
        using SigmoidDevice device = SigmoidDevice.Open("cpu");
        using DeviceMatrix<float> x = device.Allocate<float>(1, BlockLength);
        using DeviceMatrix<float> s = device.Allocate<float>(1, BlockLength);
        using HostEngine host = new();
        using OnnxSigmoid onnx = new(float64: false);
        using OnnxSigmoid.Binding binding = Bind(onnx, x, s);
        (string Library, Action Run)[] passes =
        [
            (OwnPasses.Library, () => Sigmoid.Forward(x, s)),
            (PeerPasses.TensorPrimitives, () => host.Run<float, TensorPrimitivesLoop<float>>(x, x, s, nonTemporal: false)),
            (PeerPasses.OnnxRuntime, () => onnx.Run(binding)),
        ];
        ErrorTally[] tallies = [.. passes.Select(_ => new ErrorTally())];
        float[] inputs = new float[BlockLength];
        float[] outputs = new float[BlockLength];
        for (long first = 0; first < Inputs; first += (long)BlockLength * stride)
        {
            int length = (int)Math.Min(BlockLength, (Inputs - first + stride - 1) / stride);
            for (int i = 0; i < length; i++)
                inputs[i] = BitConverter.UInt32BitsToSingle((uint)(first + (long)i * stride));
            x.CopyFrom(inputs);
            ExactValue[] exact = ExactValue.Of(inputs.AsSpan(0, length));
            for (int pass = 0; pass < passes.Length; pass++)
            {
                passes[pass].Run();
                s.CopyTo(outputs);
                tallies[pass].Add(inputs.AsSpan(0, length), exact, outputs.AsSpan(0, length));
            }
        }
        Write([.. passes.Select(pass => pass.Library)], tallies, stride, Stopwatch.GetElapsedTime(start));
        return ExitCode.Success;
    }

    private static unsafe OnnxSigmoid.Binding Bind(OnnxSigmoid onnx, DeviceMatrix<float> x, DeviceMatrix<float> s) =>
        onnx.Bind((nint)HostEngine.Address(x), (nint)HostEngine.Address(s), BlockLength);

    private static void Write(string[] libraries, ErrorTally[] tallies, int stride, TimeSpan elapsed)
    {
        Table table = new Table().Border(TableBorder.Simple).Title(Text(
            $"float32 forward, {(stride == 1 ? "all 2^32 inputs" : $"every {stride}th input")}, {elapsed.TotalSeconds:0} s"));
        table.AddColumns(
            "Library", "Misrounded", "Worst ULP, normal S", "at x", "Worst ULP, subnormal S", "at x", "S(-inf)", "S(+inf)", "S(NaN)");
        for (int i = 0; i < libraries.Length; i++)
        {
            ErrorTally tally = tallies[i];
            table.AddRow(
                libraries[i],
                tally.Misrounded == 0 ? "0" : Text($"{tally.Misrounded:N0} ({(double)tally.Misrounded / tally.Count:P2})"),
                Text($"{tally.WorstNormal.Ulp:N3}"),
                Text($"{tally.WorstNormal.X:R}"),
                Text($"{tally.WorstSubnormal.Ulp:N3}"),
                Text($"{tally.WorstSubnormal.X:R}"),
                tally.AtNegativeInfinity is float low ? Text($"{low:R}") : "not met",
                tally.AtPositiveInfinity is float high ? Text($"{high:R}") : "not met",
                tally.NaNLost == 0 ? "NaN" : Text($"{tally.NaNLost:N0} not NaN"));
        }
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 160);
        AnsiConsole.Write(table);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
