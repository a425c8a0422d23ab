using System.Collections.Concurrent;
using System.Reflection;
using GpuSigmoid.Devices;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>PTX written without a GPU, as the driver of one would get it.</summary>
internal static class Ptx
{
    private static readonly Lock OneAtATime = new();
    private static readonly ConcurrentDictionary<(Type, CudaArchitecture), string> Written = [];

    /// <summary>The PTX of a kernel's <c>Run</c> for an architecture.</summary>
    public static string Of(Type kernel, CudaArchitecture architecture)
    {
        lock (OneAtATime)
            return Written.GetOrAdd((kernel, architecture), static key => Write(key.Item1, key.Item2, static builder => OwnContext.Configure(builder)));
    }

    /// <summary>The same from a context of a caller's own, who leaves ILGPU's level of optimisation as it is.</summary>
    public static string OfCallersContext(Type kernel, CudaArchitecture architecture)
    {
        lock (OneAtATime)
            return Write(kernel, architecture, static builder => builder.EnableSigmoid());
    }

    private static string Write(Type kernel, CudaArchitecture architecture, Action<Context.Builder> configure)
    {
        using Context context = Context.Create(configure);
        CudaInstructionSet instructions =
            architecture >= CudaArchitecture.SM_100 ? CudaInstructionSet.ISA_87 :
            architecture >= CudaArchitecture.SM_90 ? CudaInstructionSet.ISA_78 : CudaInstructionSet.ISA_70;
        using PTXBackend backend = new(context, architecture, instructions, null!);
        MethodInfo run = kernel.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!;
        EntryPointDescription entry = EntryPointDescription.FromExplicitlyGroupedKernel(run);
        return ((PTXCompiledKernel)backend.Compile(entry, default)).PTXAssembly;
    }
}
