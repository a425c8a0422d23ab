namespace GpuSigmoid.Bench;

internal static class ExitCode
{
    public const int Success = 0;
    public const int WrongResult = 1;
    public const int BadInput = 2;
}
