using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace GpuSigmoid.Bench.Micro;

/// <summary>BenchmarkDotNet in this process, so that it needs no SDK.</summary>
internal static class MicroBenchmarks
{
    public static int Run()
    {
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.GitHub)
            .WithOptions(ConfigOptions.DisableOptimizationsValidator);
        Summary[] summaries = [BenchmarkRunner.Run<OneTile>(config), BenchmarkRunner.Run<OneLaunch>(config)];
        return summaries.All(summary => summary.Reports.All(report => report.Success)) ? ExitCode.Success : ExitCode.WrongResult;
    }
}
