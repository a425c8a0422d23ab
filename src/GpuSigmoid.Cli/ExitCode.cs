namespace GpuSigmoid.Cli;

internal static class ExitCode
{
    public const int Success = 0;
    public const int VerificationFailed = 1;
    public const int BadInput = 2;
    public const int Defect = 3;
    public const int Cancelled = 130;

    public const string Description = """
        Exit codes:
            0    all is well
            1    verify found a wrong result
            2    bad input or usage, or a device that cannot be used
            3    a defect in this program or in a driver
            130  cancelled by Ctrl-C
          For 2, 3 and 130 standard error has one line that says what is wrong, and no file has appeared or changed but those that the
          line calls already written.
        """;
}
