using System.Globalization;
using GpuSigmoid.Devices;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GpuSigmoid.Bench.Measuring;

/// <summary>The last-level cache of a device in bytes: what rotating buffers must exceed.</summary>
internal static class CacheSize
{
    // More than most processors have: too many sets cost memory, too few cost the truth.
    private const long Unknown = 64 << 20;

    private const string LinuxCaches = "/sys/devices/system/cpu/cpu0/cache";

    // cl_device_info of OpenCL's header; ILGPU has no name for it.
    private const CLDeviceInfoType GlobalMemoryCacheSize = (CLDeviceInfoType)0x101E;

    public static long Of(SigmoidDevice device) => (device as IlgpuDevice)?.Accelerator switch
    {
        CudaAccelerator cuda => cuda.L2CacheSize,
        CLAccelerator openCL => Math.Max(OpenCL(openCL), Host()),
        _ => Host(),
    };

    /// <summary>A size as Linux writes it, such as 32768K.</summary>
    public static long Parse(string text)
    {
        text = text.Trim();
        long unit = text[^1] switch { 'K' => 1 << 10, 'M' => 1 << 20, 'G' => 1 << 30, _ => 1 };
        return unit * long.Parse(unit == 1 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static long OpenCL(CLAccelerator accelerator) =>
        accelerator.Device is CLDevice device
        && device.GetDeviceInfo(GlobalMemoryCacheSize, out long bytes) == CLError.CL_SUCCESS ? bytes : Unknown;

    private static long Host()
    {
        if (!Directory.Exists(LinuxCaches))
            return Unknown;
        return Directory.GetDirectories(LinuxCaches, "index*")
            .Select(cache => Path.Join(cache, "size")).Where(File.Exists).Select(file => Parse(File.ReadAllText(file)))
            .DefaultIfEmpty(Unknown).Max();
    }
}
