using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using ILGPU;

namespace GpuSigmoid.Devices;

/// <summary>
/// ILGPU asks for <c>libOpenCL.so</c> and <c>libcuda.so</c>, names that only development packages install. Where these are missing, the
/// names that drivers and loaders do install are tried. The event, unlike a resolver for the assembly, leaves room for others: ILGPU sets
/// a resolver itself under WSL, and an assembly takes only one.
/// </summary>
internal static class NativeLibraries
{
    private static readonly Lazy<bool> Handler = new(() =>
    {
        Assembly ilgpu = typeof(Context).Assembly;
        (AssemblyLoadContext.GetLoadContext(ilgpu) ?? AssemblyLoadContext.Default).ResolvingUnmanagedDll += (assembly, name) =>
            assembly == ilgpu && Substitute(name) is string substitute && NativeLibrary.TryLoad(substitute, out nint handle) ? handle : 0;
        return true;
    });

    /// <summary>Whether there is an OpenCL loader.</summary>
    public static bool HasOpenCL => CanLoad("libOpenCL.so.1", "OpenCL");

    /// <summary>Whether there is a CUDA driver.</summary>
    public static bool HasCuda => CanLoad("libcuda.so.1", "nvcuda", "/usr/lib/wsl/lib/libcuda.so.1");

    public static void MakeFindable() => _ = Handler.Value;

    private static string? Substitute(string name) => name switch
    {
        "OpenCL" => "libOpenCL.so.1",
        "cuda" => "libcuda.so.1",
        _ => null,
    };

    private static bool CanLoad(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            // Not freed: ILGPU loads it next, and drivers do not like to come and go.
            if (NativeLibrary.TryLoad(name, out _))
                return true;
        }

        return false;
    }
}
