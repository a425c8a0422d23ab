using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Bench.Reporting;
using GpuSigmoid.Devices;
using GpuSigmoid.Reference;

namespace GpuSigmoid.Bench;

/// <summary>All cases on one device, and what is made of them.</summary>
internal static class TimingRun
{
    /// <summary>
    /// The runtime compiles hot methods anew behind our back, the later the busier the machine: before the first case of an operation
    /// everybody runs it for a while, and what that takes is thrown away.
    /// </summary>
    private const long WarmUpElements = 1 << 14;
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(2);

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
        HashSet<(Operation, FloatFormat)> warm = [];
        using (Benchmark benchmark = new(device, name, withPeers))
        {
            foreach (Case what in cases)
            {
                if (warm.Add((what.Operation, what.ElementType)))
                    benchmark.Run(what with { Elements = WarmUpElements }, WarmUpTime);
                Console.Error.WriteLine($"{what} ...");
                results.AddRange(benchmark.Run(what, timePerCase));
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

    /// <summary>The picture anew, from results that others have added rows to.</summary>
    public static int Redraw(FileInfo json, FileInfo plot)
    {
        IReadOnlyList<Result> results = JsonReport.Parse(File.ReadAllText(json.FullName)).Results;
        Picture.Write(plot.FullName, results[0].DeviceName, results);
        return ExitCode.Success;
    }
}
