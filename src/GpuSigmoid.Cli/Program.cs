using GpuSigmoid.Cli;

return await CommandLine.InvokeAsync(args, Terminal.OfThisProcess());
