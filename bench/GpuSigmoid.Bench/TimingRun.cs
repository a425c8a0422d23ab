using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Bench.Reporting;
using GpuSigmoid.Devices;

namespace GpuSigmoid.Bench;

/// <summary>All cases on one device, and what is made of them.</summary>
internal static class TimingRun
{
    public static int Run(
        string? deviceName, IReadOnlyList<Case> cases, bool withPeers, TimeSpan timePerCase, FileInfo? json, FileInfo? plot)
    {
        // Before the device's context is built.
        AppContext.SetSwitch(OwnContext.ProfilingSwitch, true);
        Machine machine = Machine.OfNow();
        using SigmoidDevice device = deviceName is null ? SigmoidDevice.OpenBest() : SigmoidDevice.Open(deviceName);
        string name = device.Kind == DeviceKind.Cpu ? machine.Processor : device.Description;
        Console.WriteLine($"{device.Name}: {name}, commit {machine.Commit ?? "unknown"}; {InputData.Description}");
        List<Result> results = [];
        using (Benchmark benchmark = new(device, name, withPeers, timePerCase))
        {
            foreach (Case what in cases)
            {
                Console.Error.WriteLine($"{what} ...");
                results.AddRange(benchmark.Run(what));
            }
        }
        ResultTable.Write(results);
        string command = string.Join(' ', Environment.GetCommandLineArgs().Skip(1));
        if (json is not null)
            new JsonReport { Command = command, Machine = machine, Results = results }.Write(json.FullName);
        if (plot is not null)
            Picture.Write(plot.FullName, name, results);
        return ExitCode.Success;
    }
}
