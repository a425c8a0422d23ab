using System.CommandLine;
using GpuSigmoid.Bench.Accuracy;
using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Bench.Micro;
using GpuSigmoid.Bench.Tails;

namespace GpuSigmoid.Bench;

/// <summary>The program's options and its modes: timing, --accuracy, --tails, --micro, --from.</summary>
internal static class BenchCommand
{
    public static RootCommand Create()
    {
        Option<string?> device = new("--device") { Description = "Device, such as cpu, opencl:0 or cuda:0; without it the best one." };
        Option<string> operation = new("--op")
        {
            Description = "forward, backward, derivative or all.",
            DefaultValueFactory = _ => CaseSelection.All,
        };
        Option<string> elementType = new("--dtype")
        {
            Description = "float32, float64, float16, bfloat16 or all.",
            DefaultValueFactory = _ => "float32",
        };
        Option<string?> elements = new("--elements") { Description = "Sizes, such as 4096,2^24; without it 2^12 to 2^26." };
        Option<bool> peers = new("--peers") { Description = "Time TensorPrimitives and ONNX Runtime too (on cpu, forward)." };
        Option<FileInfo?> json = new("--json") { Description = "Write the results to this file." };
        Option<FileInfo?> plot = new("--plot") { Description = "Draw the share of the ceiling against size into this PNG file." };
        Option<double> seconds = new("--seconds") { Description = "Time for each case.", DefaultValueFactory = _ => 2 };
        Option<bool> accuracy = new("--accuracy") { Description = "Instead: the errors of all libraries on cpu over the float32 inputs." };
        Option<int> stride = new("--stride") { Description = "With --accuracy: take every n-th input.", DefaultValueFactory = _ => 1 };
        Option<FileInfo?> tails = new("--tails") { Description = "Instead: the errors of both cache forms; draws them into this PNG file." };
        Option<bool> micro = new("--micro") { Description = "Instead: one tile and one launch, by BenchmarkDotNet, with allocations." };
        Option<FileInfo?> from = new("--from") { Description = "Instead: draw --plot from the results in this JSON file." };
        RootCommand command = new("Times GpuSigmoid against the best copy that the device can do. Exit code 1: a result was wrong.")
        {
            device, operation, elementType, elements, peers, json, plot, seconds, accuracy, stride, tails, micro, from,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(from) is FileInfo file)
            {
                FileInfo target = parsed.GetValue(plot)
                    ?? throw new ArgumentException("--from: found no --plot, wanted a file to draw into");
                return TimingRun.Redraw(file, target);
            }
            if (parsed.GetValue(micro))
                return MicroBenchmarks.Run();
            if (parsed.GetValue(tails) is FileInfo picture)
                return TailsPicture.Draw(picture);
            if (parsed.GetValue(accuracy))
                return AccuracySurvey.Run(parsed.GetValue(stride));
            IReadOnlyList<Case> cases = CaseSelection.Cases(
                CaseSelection.Operations(parsed.GetValue(operation)!),
                CaseSelection.ElementTypes(parsed.GetValue(elementType)!),
                parsed.GetValue(elements) is string list ? CaseSelection.Elements(list) : CaseSelection.DefaultElements);
            TimeSpan timePerCase = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            return TimingRun.Run(
                parsed.GetValue(device), cases, parsed.GetValue(peers), timePerCase, parsed.GetValue(json), parsed.GetValue(plot));
        });
        return command;
    }
}
