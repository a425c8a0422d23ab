using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using ILGPU;

namespace GpuSigmoid.Devices;

/// <summary>
/// ILGPU asks for <c>libOpenCL.so</c> and <c>libcuda.so</c>, names that only development packages install. Where these are missing, the
/// names that drivers and loaders do install are tried, for this library's own calls too. The event, unlike a resolver for the assembly, leaves room for others: ILGPU sets
/// a resolver itself under WSL, and an assembly takes only one.
/// </summary>
internal static class NativeLibraries
{
    /// <summary>CUDA's driver, as ILGPU and this library ask for it.</summary>
    public const string Cuda = "cuda";

    private static readonly string[] CudaNames = ["libcuda.so.1", "nvcuda", "/usr/lib/wsl/lib/libcuda.so.1"];

    private static readonly string[] OpenCLNames = ["libOpenCL.so.1", "OpenCL"];

    private static readonly Lazy<bool> Handler = new(() =>
    {
        Assembly[] askers = [typeof(Context).Assembly, typeof(NativeLibraries).Assembly];
        foreach (AssemblyLoadContext context in askers.Select(LoadContextOf).Distinct())
        {
            context.ResolvingUnmanagedDll += (assembly, name) =>
                askers.Contains(assembly) && TryLoad(InstalledNamesOf(name), out nint handle) ? handle : 0;
        }

        return true;
    });

    /// <summary>Whether there is an OpenCL loader.</summary>
    public static bool HasOpenCL => TryLoad(OpenCLNames, out _);

    /// <summary>Whether there is a CUDA driver.</summary>
    public static bool HasCuda => TryLoad(CudaNames, out _);

    public static void MakeFindable() => _ = Handler.Value;

    private static AssemblyLoadContext LoadContextOf(Assembly assembly) =>
        AssemblyLoadContext.GetLoadContext(assembly) ?? AssemblyLoadContext.Default;

    private static ReadOnlySpan<string> InstalledNamesOf(string name) => name switch
    {
        "OpenCL" => OpenCLNames,
        Cuda => CudaNames,
        _ => [],
    };

    // What was loaded is not freed: drivers do not like to come and go.
    private static bool TryLoad(ReadOnlySpan<string> names, out nint handle)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out handle))
                return true;
        }

        handle = 0;
        return false;
    }
}
