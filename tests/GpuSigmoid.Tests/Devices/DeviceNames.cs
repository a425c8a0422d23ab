namespace GpuSigmoid.Tests.Devices;

/// <summary>
/// The devices that the suites run on. Each is also the name of a test collection: the tests of one device run one after the other, so
/// that what it holds is theirs to count.
/// </summary>
internal static class DeviceNames
{
    public const string Cpu = "cpu";
    public const string CpuSimulator = "cpu-simulator";
    public const string OpenCL = "opencl:0";
    public const string Cuda = "cuda:0";
}
