namespace GpuSigmoid.Cli.Verification;

/// <summary>A result that is not the one wanted, as bits.</summary>
internal readonly record struct WrongResult(ulong Input, ulong Got, ulong Wanted);
