using System.CommandLine;
using GpuSigmoid;
using GpuSigmoid.Bench;
using GpuSigmoid.Bench.Measuring;

try
{
    return BenchCommand.Create().Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (WrongResultException exception)
{
    return Fail(ExitCode.WrongResult, exception.Message);
}
catch (Exception exception) when (exception is ArgumentException or DeviceUnavailableException or OutOfDeviceMemoryException or IOException
    or UnauthorizedAccessException)
{
    return Fail(ExitCode.BadInput, exception.Message);
}

static int Fail(int exitCode, string message)
{
    Console.Error.WriteLine($"GpuSigmoid.Bench: {message}");
    return exitCode;
}
