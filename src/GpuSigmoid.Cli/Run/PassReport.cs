using System.Globalization;

namespace GpuSigmoid.Cli.Run;

/// <summary>One pass: its time, the bytes of the matrices that it reads and writes, and its result's worst error and digest.</summary>
internal sealed record PassReport(double Seconds, long Bytes, double WorstErrorInUlp, string Sha256)
{
    public double GigabytesPerSecond => Seconds > 0 ? Bytes / Seconds / 1e9 : 0;

    public string Describe(int matrices) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seconds * 1e3:0.000} ms, {GigabytesPerSecond:0.00} GB/s ({matrices} matrices: {Bytes} bytes)");
}
