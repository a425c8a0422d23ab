using System.Reflection;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.IR.Intrinsics;
using ILGPU.Runtime.Cuda;

namespace GpuSigmoid.Kernels.Intrinsics;

/// <summary>Tells ILGPU's backends what to emit, or which method to take, for the methods that are marked as intrinsics.</summary>
internal static class IntrinsicRegistration
{
    public static void AddTo(IntrinsicImplementationManager manager)
    {
        foreach (MethodInfo operation in (MethodInfo[])[.. MethodsOf(typeof(Float32Arithmetic)), .. MethodsOf(typeof(Float64Arithmetic))])
        {
            manager.RegisterMethod(operation, Ptx(typeof(PtxInstructions), operation, IntrinsicImplementationMode.GenerateCode));
            manager.RegisterMethod(operation, OpenCL(typeof(OpenCLStatements), operation, IntrinsicImplementationMode.GenerateCode));
        }

        foreach (MethodInfo call in MethodsOf(typeof(PackCall)))
        {
            manager.RegisterMethod(call, Ptx(typeof(PackCallInline), call, IntrinsicImplementationMode.Redirect));
            manager.RegisterMethod(call, OpenCL(typeof(PackCallInline), call, IntrinsicImplementationMode.Redirect));
        }

        foreach (MethodInfo conversion in MethodsOf(typeof(NarrowConversion)))
        {
            manager.RegisterMethod(conversion, OpenCL(typeof(NarrowConversionInline), conversion, IntrinsicImplementationMode.Redirect));
            manager.RegisterMethod(conversion, Ptx(typeof(NarrowConversionInline), conversion, IntrinsicImplementationMode.Redirect));
            CudaArchitecture first = conversion.Name == nameof(NarrowConversion.EncodeBFloat16)
                ? CudaArchitecture.SM_80
                : CudaArchitecture.SM_53;
            // The last one registered is asked first; where the GPU is too old for it, the one before serves.
            manager.RegisterMethod(
                conversion,
                new PTXIntrinsic(typeof(PtxConversions), conversion.Name, IntrinsicImplementationMode.GenerateCode, first));
        }
    }

    private static MethodInfo[] MethodsOf(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

    private static PTXIntrinsic Ptx(Type handler, MethodInfo method, IntrinsicImplementationMode mode) => new(handler, method.Name, mode);

    private static CLIntrinsic OpenCL(Type handler, MethodInfo method, IntrinsicImplementationMode mode) => new(handler, method.Name, mode);
}
